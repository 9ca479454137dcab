package recipe4j.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import recipe4j.SmallDisk;
import recipe4j.cli.Main;
import recipe4j.cli.terminal.Console;
import recipe4j.run.Backup;
import recipe4j.run.BackupFolder;
import recipe4j.run.RunFolder;

/**
 * Ends trainings of the packaged program at random moments, lets each go on until it is done, and
 * compares its end with that of an uninterrupted training, bit for bit.
 *
 * <pre>
 * mvn -q package -DskipTests
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=recipe4j.faults.FaultHarness -Dexec.args="--kills 100"
 * </pre>
 *
 * <p>Every training runs in a folder that holds an earlier, finished run. After every strike that
 * run or the new one must be there whole, {@code report} and {@code evaluate} must work, and the
 * last backup must be readable and no older than the one that the training began with.
 */
@Command(name = "FaultHarness", mixinStandardHelpOptions = true)
public final class FaultHarness implements Callable<Integer> {
  private static final int DISK_KILOBYTES = 12_000;

  @Option(names = "--recipe4j", defaultValue = "target/recipe4j/bin/recipe4j")
  private Path recipe4j;

  @Option(names = "--kills", defaultValue = "10")
  private int kills;

  @Option(names = "--full-disks", defaultValue = "3", description = "Needs root, to mount one.")
  private int fullDisks;

  @Option(names = "--terms", defaultValue = "3")
  private int terms;

  @Option(names = "--seed", description = "Of the moments; by default another every time.")
  private Long seed;

  private Path work;
  private SampleTraining training;
  private Path earlier;
  private FinalState uninterrupted;
  private long duration;

  /** Where a training stands. */
  private record Place(int epoch, int batch) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Comparator.comparingInt(Place::epoch)
          .thenComparingInt(Place::batch)
          .compare(this, other);
    }
  }

  /**
   * Runs it.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    int code = new CommandLine(new FaultHarness()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws Exception {
    long chosen = seed == null ? System.nanoTime() : seed;
    System.out.println("seed of the moments: " + chosen);
    work = Files.createTempDirectory("recipe4j-faults-");
    try {
      measure();
      boolean right = run(new Kill(), kills, work.resolve("killed"), new Random(chosen));
      right &= run(new Terminate(), terms, work.resolve("terminated"), new Random(chosen + 1));
      Optional<SmallDisk> disk = SmallDisk.mount(work.resolve("disk"), DISK_KILOBYTES);
      if (disk.isEmpty()) {
        System.out.println("full disk: left out, as this user can't mount a small one");
        return right ? 0 : 1;
      }
      try (SmallDisk small = disk.get()) {
        Path run = small.folder().resolve("run");
        right &= run(new FullDisk(small), fullDisks, run, new Random(chosen + 2));
      }
      return right ? 0 : 1;
    } finally {
      delete(work);
    }
  }

  /** The uninterrupted training, and the earlier run that stands in every folder. */
  private void measure() throws IOException, InterruptedException {
    training = new SampleTraining(recipe4j.toAbsolutePath(), work);
    earlier = work.resolve("earlier");
    end(training.begin(earlier, 1));
    Path whole = work.resolve("uninterrupted");
    long begun = System.nanoTime();
    end(training.begin(whole));
    duration = (System.nanoTime() - begun) / 1_000_000;
    uninterrupted = FinalState.of(whole);
    System.out.printf(
        "uninterrupted: %d ms, %d epochs of %d batches, a backup every %d%n",
        duration, SampleTraining.EPOCHS, SampleTraining.BATCHES, SampleTraining.BACKUP_EVERY);
  }

  private static void end(TrainingProcess process) throws IOException, InterruptedException {
    if (process.await() != 0) {
      throw new IOException("a training without faults failed: " + process.output());
    }
  }

  private boolean run(Fault fault, int wanted, Path run, Random random)
      throws IOException, InterruptedException {
    Counts counts = new Counts();
    if (wanted == 0) {
      return true;
    }
    while (counts.strikes < wanted) {
      delete(run);
      SampleTraining.copy(earlier, run);
      while (!isDone(run)) {
        attempt(fault, counts, wanted, run, random);
      }
      counts.trainings++;
      boolean same = FinalState.of(run).equals(uninterrupted);
      counts.identical += same ? 1 : 0;
      if (!same) {
        System.out.println(fault.name() + ": a training ended differently");
      }
    }
    System.out.println(counts.line(fault.name()));
    return counts.identical == counts.trainings;
  }

  private void attempt(Fault fault, Counts counts, int wanted, Path run, Random random)
      throws IOException, InterruptedException {
    Place before = place(run);
    boolean goesOn = before.compareTo(new Place(0, 0)) >= 0;
    counts.resumes += goesOn ? 1 : 0;
    try (TrainingProcess process = goesOn ? training.goOn(run) : training.begin(run)) {
      // what is left after the last batch is struck less often: it would be struck again and again
      boolean spared = before.epoch() == SampleTraining.EPOCHS && random.nextInt(3) > 0;
      boolean wants = counts.strikes < wanted && !spared;
      boolean struck = wants && fault.strike(process, run, duration, random);
      int code = process.await();
      if (code != 0 && !(struck && code == fault.exitCode())) {
        throw new IOException("exit code %d: %s".formatted(code, process.output()));
      }
      if (code == 0) {
        counts.endedBefore += wants ? 1 : 0;
        fault.mend();
        return;
      }
      counts.strikes++;
      counts.duringBackup += BackupWatch.isHalfWritten(run.resolve("backup")) ? 1 : 0;
      fault.check(process.output(), run);
      Place after = place(run);
      counts.beforeFirstBackup += after.epoch() < 0 ? 1 : 0;
      counts.whileFinishing += after.epoch() == SampleTraining.EPOCHS ? 1 : 0;
      int told = Math.max(0, before.epoch()) + process.epochsTold();
      if (after.compareTo(before) < 0 || after.epoch() < told - 1) {
        throw new IOException(
            "begun at %s, %d epochs told to have ended, and only %s kept"
                .formatted(before, told, after));
      }
      boolean whole = RunFolder.read(run).curve().epochs() > 0;
      fault.mend();
      if (!whole) {
        throw new IOException("the run folder is empty");
      }
    }
    works("report", run.toString());
    works("evaluate", "--model", run.toString(), "--dataset", "sample", "--threads", "1");
  }

  /** Whether the results of the whole training are written. */
  private static boolean isDone(Path run) throws IOException {
    Optional<Backup> newest = newest(run);
    return newest.isPresent()
        && newest.get().state().epoch() == SampleTraining.EPOCHS
        && BackupFolder.at(run.resolve("backup")).isFinished(newest.get());
  }

  /** Where the last backup stands; epoch -1 if there is none of this training yet. */
  private static Place place(Path run) throws IOException {
    Optional<Backup> newest = newest(run);
    boolean none =
        newest.isEmpty() || BackupFolder.at(run.resolve("backup")).isFinished(newest.get());
    return none && !isDone(run)
        ? new Place(-1, 0)
        : new Place(newest.get().state().epoch(), newest.get().state().batch());
  }

  private static Optional<Backup> newest(Path run) throws IOException {
    return BackupFolder.at(run.resolve("backup")).newest(warning -> {});
  }

  private static void works(String... command) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    if (Main.run(new Console(stream, stream, false), command) != 0) {
      throw new IOException(
          "%s failed: %s".formatted(command[0], printed.toString(StandardCharsets.UTF_8)));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
