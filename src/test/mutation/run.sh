#!/usr/bin/env bash
# Wrong changes, one at a time, each of which must make a test fail. Exit 1 if one survives.
#
#   src/test/mutation/run.sh            all of them
#   src/test/mutation/run.sh epsilon    those whose name contains the word
#   src/test/mutation/run.sh --places   none: looks only whether each has its place in the sources
#
# The sources are copied; this folder is left as it is. MAVEN_ARGUMENTS is handed on (default: -o).
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
only=${1:-}
places_only=
[ "$only" != --places ] || { places_only=yes; only=; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/pom.xml" "$root/src" "$root/data" "$root/notebooks-equivalent-java" "$work/"
[ ! -d "$root/.mvn" ] || cp -r "$root/.mvn" "$work/"
main=$work/src/main/java/recipe4j
survivors=0
tried=0

tests() { # in the copy; Maven's words are left in the log
  # shellcheck disable=SC2086
  (cd "$work" && mvn -B -q ${MAVEN_ARGUMENTS:--o} test -Dtest="$1" -Dsurefire.failIfNoSpecifiedTests=true) \
    > "$work/log" 2>&1
}

# The names of the tests that failed; nothing if it did not come to tests.
failed() {
  sed -nE 's/^\[ERROR\] (recipe4j\.)?([^ ]+) -- Time elapsed.*<<< (FAILURE|ERROR)!.*/\2/p' \
    "$work/log" | sort -u
}

# mutate NAME FILE FOUND REPLACED TESTS: replaces the one place where FOUND stands
mutate() {
  local name=$1 file=$main/$2 found=$3 replaced=$4 tests=$5
  case $name in *"$only"*) ;; *) return 0 ;; esac
  tried=$((tried + 1))
  cp "$file" "$work/original"
  FOUND=$found REPLACED=$replaced perl -0777 -i -pe '
    BEGIN { $count = 0 }
    $count += s/\Q$ENV{FOUND}\E/$ENV{REPLACED}/g;
    END { $? = $count == 1 ? 0 : 3 }' "$file" || {
    echo "$name: \"$found\" must stand exactly once in $2; mend this script" >&2
    exit 2
  }
  if [ -n "$places_only" ]; then
    cp "$work/original" "$file"
    return
  fi
  if tests "$tests"; then
    echo "SURVIVED  $name ($tests)"
    survivors=$((survivors + 1))
  elif [ -z "$(failed)" ]; then
    echo "$name: no test ran; the end of Maven's log:" >&2
    tail -n 20 "$work/log" >&2
    exit 2
  else
    echo "caught    $name"
    failed | sed 's/^/            /'
  fi
  cp "$work/original" "$file"
}

all=RecipeHistoryTest,KerasCnnTest,ImageDatasetTest,PiecewiseScheduleTest,TrainingTest
all=$all,EpochOrderTest,ImageBatchesTest,ListenersTest,ExactParityTest,BackupTest
if [ -z "$places_only" ]; then
  echo "unchanged sources: $all"
  tests "$all" || { tail -n 40 "$work/log" >&2; echo "the tests fail without a mutation" >&2; exit 2; }
fi

mutate "Adam's epsilon is DL4J's 1e-8" model/KerasCnn.java \
  'EPSILON = 1e-7' 'EPSILON = 1e-8' RecipeHistoryTest
mutate "Adam's epsilon is DL4J's 1e-8 (constant)" model/KerasCnn.java \
  'EPSILON = 1e-7' 'EPSILON = 1e-8' KerasCnnTest
mutate "validation split takes the first 20%" data/ImageDataset.java \
  'trainingPart.range(0, splitAt), trainingPart.range(splitAt, n)' \
  'trainingPart.range(n - splitAt, n), trainingPart.range(0, n - splitAt)' \
  RecipeHistoryTest,ImageDatasetTest
mutate "no reshuffle between epochs (order)" data/EpochOrder.java \
  'new SplittableRandom(bySeed + epoch)' 'new SplittableRandom(bySeed)' EpochOrderTest
mutate "no reshuffle between epochs (batches)" data/ImageBatches.java \
  'shuffle.order(images.count(), seed, newEpoch)' 'shuffle.order(images.count(), seed, 0)' \
  ImageBatchesTest
mutate "one order is asked for, and every epoch has its own" data/Shuffle.java \
  'case ONCE -> EpochOrder.of(count, seed, 0)' 'case ONCE -> EpochOrder.of(count, seed, epoch)' \
  ImageBatchesTest
mutate "no reshuffle between epochs (training)" train/TrainingLoop.java \
  'batches.startEpoch(epoch, ' 'batches.startEpoch(0, ' TrainingTest
mutate "no shuffle at all" train/TrainingLoop.java \
  'ImageBatches.of(dataset.train(), options.batchSize, options.shuffle, options.seed)' \
  'ImageBatches.inOrder(dataset.train(), options.batchSize)' TrainingTest
mutate "schedule one epoch late" schedule/PiecewiseSchedule.java \
  '.from(6, 1e-4).from(11, 1e-5).from(16, 1e-6).from(21, 5e-7)' \
  '.from(7, 1e-4).from(12, 1e-5).from(17, 1e-6).from(22, 5e-7)' \
  RecipeHistoryTest,PiecewiseScheduleTest
mutate "schedule counted one epoch on" train/TrainingLoop.java \
  'net.setEpochCount(firstEpoch);' 'net.setEpochCount(firstEpoch + 1);' RecipeHistoryTest,TrainingTest
mutate "images of a broken-off epoch are trained on twice" train/TrainingLoop.java \
  'batch == 0 ? 0 : history.meter().images()' '0' BackupTest
mutate "loss not weighted by batch size" train/TrainingState.java \
  'lossSum + batchLoss * batchSize' 'lossSum + batchLoss * 128' TrainingTest
mutate "accuracy after the update" train/HistoryListener.java \
  'meter = meter.plus(model.score(), correct, model.batchSize());' \
  'double before = model.score(); MultiLayerNetwork net = (MultiLayerNetwork) model;
    double after = BatchAccuracy.evaluate(net, new org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator(
        new org.nd4j.linalg.dataset.DataSet(net.getInput(), net.getLabels())), (label, predicted) -> {}).accuracy();
    meter = meter.plus(before, (int) Math.round(after * model.batchSize()), model.batchSize());' \
  RecipeHistoryTest,TrainingTest
mutate "accuracy biased by a hit per batch" train/HistoryListener.java \
  'meter.plus(model.score(), correct, model.batchSize());' \
  'meter.plus(model.score(), Math.min(correct + 1, model.batchSize()), model.batchSize());' \
  RecipeHistoryTest,TrainingTest
mutate "weights normal instead of uniform" model/KerasCnn.java \
  'WeightInit.XAVIER_UNIFORM' 'WeightInit.XAVIER' KerasCnnTest
mutate "other learning rate" model/KerasCnn.java \
  'LEARNING_RATE = 1e-3' 'LEARNING_RATE = 1.1e-3' KerasCnnTest
mutate "validates on the training images" train/TrainingLoop.java \
  'LabelledImages validation = dataset.validation();' 'LabelledImages validation = dataset.train();' \
  RecipeHistoryTest
mutate "calibration: a temperature is fitted and not used" uncertainty/calibration/TemperatureScaling.java \
  'logits.atTemperature(isFinite() ? temperature : 1)' 'logits.atTemperature(1)' \
  TemperatureScalingTest
mutate "calibration: ties kept in the order of the samples" uncertainty/RiskCoverageCurve.java \
  'errors[k] = before + (double) wrong * (k + 1 - from) / (to - from);' \
  'errors[k] = before + Math.min(wrong, k + 1 - from);' RiskCoverageCurveTest
mutate "calibration: energy without the temperature" uncertainty/UncertaintyScore.java \
  'max + temperature * Math.log1p(rest)' 'max + Math.log1p(rest)' UncertaintyScoreTest
mutate "calibration: blocks pooled without their weights" uncertainty/calibration/IsotonicRegression.java \
  '* weight[last] / total' '/ 2' IsotonicCalibrationTest,IndependentMetricsTest
mutate "calibration: all layers act as in training" model/MonteCarloDropout.java \
  'layer.activate(activations, dropsOut(layer), noWorkspaces)' \
  'layer.activate(activations, true, noWorkspaces)' MonteCarloDropoutTest
mutate "calibration: a temperature is stored where none is best" cli/CalibrateCommand.java \
  'scaling.outcome() != TemperatureScaling.Outcome.CONVERGED' 'scaling.temperature() < 0' \
  CalibrationCommandsTest

[ -z "$places_only" ] || { echo "$tried mutations, each has its place"; exit 0; }
[ "$tried" -gt 0 ] || { echo "no mutation is called \"$only\"" >&2; exit 2; }
echo "$tried mutations, $survivors survived"
[ "$survivors" -eq 0 ]
