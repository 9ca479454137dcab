#!/usr/bin/env bash
# Feeds every parser with Jazzer: run.sh SECONDS [TARGET...]
# A target is a name of FuzzTargets, such as model.file.ModelZipFuzz; without one, all run in turn.
# Ends with 1 if a target found anything; the inputs are in target/fuzz/findings. An input that takes 10
# seconds of the processor, or of the clock, or HANG if it is set, is a finding: more on a machine that
# others share.
set -uo pipefail
cd "$(dirname "$0")/../../.."

seconds=${1:?how many seconds for each target}
shift
maven=(mvn -B -ntp -q -Pfuzz)
[ -z "${OFFLINE:-}" ] || maven+=(-o)
"${maven[@]}" test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/fuzz/classpath -Dmdep.includeScope=test || exit 2
classpath=target/classes:target/test-classes:$(cat target/fuzz/classpath)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
scratch=target/fuzz/tmp
[ ! -w /dev/shm ] || scratch=$(mktemp -d /dev/shm/fuzz-XXXX)
mkdir -p "$scratch" target/fuzz/findings target/fuzz/logs
trap 'rm -rf "$scratch"' EXIT

"$java" -Djava.awt.headless=true -cp "$classpath" recipe4j.fuzz.SeedWriter target/fuzz/seeds \
  2>target/fuzz/logs/seeds.log || { cat target/fuzz/logs/seeds.log; exit 2; }
[ $# -gt 0 ] || set -- $(cd target/fuzz/seeds && ls -d -- */ | tr -d /)

bad=0
for target in "$@"; do
  mkdir -p "target/fuzz/corpus/$target"
  log=target/fuzz/logs/$target.log
  dictionary=target/fuzz/seeds/$target.dict
  words=()
  [ ! -s "$dictionary" ] || words=(-dict="$dictionary")
  # Memory: 512 MB of heap and of ND4J's; the agent's tables and the JVM come on top.
  "$java" -Xmx512m -XX:+UseSerialGC -Djava.awt.headless=true -Djava.io.tmpdir="$scratch" \
    -Dorg.bytedeco.javacpp.maxbytes=512m -Dorg.bytedeco.javacpp.maxphysicalbytes=0 \
    -Drecipe4j.fuzz.seconds="${HANG:-10}" \
    -Dlogback.configurationFile=src/test/fuzz/logback.xml \
    -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow \
    -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
    --target_class=recipe4j.fuzz.JazzerEntry --target_args="$target" \
    --instrumentation_includes='recipe4j.**:io.jhdf.**' --keep_going=1 \
    --reproducer_path=target/fuzz/findings \
    -max_total_time="$seconds" -timeout="${HANG:-10}" -rss_limit_mb=4096 -max_len=65536 -seed=1 \
    -artifact_prefix="target/fuzz/findings/$target-" "${words[@]}" \
    "target/fuzz/corpus/$target" "target/fuzz/seeds/$target" >"$log" 2>&1
  code=$?
  start=$(grep -a -m1 -o 'INITED cov: [0-9]*' "$log" | grep -o '[0-9]*$')
  end=$(grep -a -o 'cov: [0-9]*' "$log" | tail -n 1 | grep -o '[0-9]*$')
  runs=$(grep -a -o 'Done [0-9]* runs' "$log" | grep -o '[0-9]*')
  printf '%-26s %6ss %10s inputs, %5s to %5s edges: ' \
    "$target" "$seconds" "${runs:-0}" "${start:-0}" "${end:-0}"
  if [ "$code" = 0 ]; then
    echo "nothing found"
  else
    bad=1
    echo "FOUND, see $log"
    grep -a -m1 -A12 '== Java Exception\|ERROR: libFuzzer\|SIGSEGV\|SIGFPE' "$log"
  fi
done
exit $bad
