package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallDisk;

/** Memory that really runs out, in a JVM of its own with a small limit. */
@Tag("slow")
class MemoryFaultsTest {
  private static final String NO_PHYSICAL_LIMIT = "-Dorg.bytedeco.javacpp.maxphysicalbytes=0";

  @TempDir private Path home;

  @BeforeEach
  void nativeLibrariesAreUnpackedAlready() throws IOException {
    Path cache = Path.of(System.getProperty("user.home"), ".javacpp");
    if (Files.isDirectory(cache)) {
      Files.createSymbolicLink(home.resolve(".javacpp"), cache);
    }
  }

  @AfterEach
  void noDumpIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.contains("dump") || name.startsWith("hs_err"));
    }
  }

  @Test
  void heap() throws Exception {
    train(List.of("-Xmx16m", NO_PHYSICAL_LIMIT)).failedWith(1, "Java's heap is full at 1", "-Xmx");
  }

  @Test
  void nativeMemory() throws Exception {
    train(List.of("-Dorg.bytedeco.javacpp.maxbytes=1m"))
        .failedWith(1, "limit of 1 MB", "-Dorg.bytedeco.javacpp.maxbytes", "--batch-size");
  }

  @Test
  void memoryOfTheProcess() throws Exception {
    train(List.of("-Dorg.bytedeco.javacpp.maxphysicalbytes=100m"))
        .failedWith(1, "limit of 100 MB", "-Dorg.bytedeco.javacpp.maxphysicalbytes", "-Xmx");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void addressesOfTheProcess() throws Exception {
    Cli.limitedProcess(
            home,
            "ulimit -v 3800000",
            List.of("-Xmx200m", "-XX:+UseSerialGC", NO_PHYSICAL_LIMIT),
            arguments("--engine", "dl4j", "--batch-size", 3200))
        .failedWith(1, "the system gives no more memory", "ulimit -v", "--batch-size");
  }

  /** OpenBLAS would try for ever, or end the process by SIGINT. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void fewAddresses() throws Exception {
    for (int kilobytes : new int[] {2_400_000, 2_700_000, 3_000_000, 3_300_000, 3_560_000}) {
      Cli.limitedProcess(
              home,
              "ulimit -v " + kilobytes,
              List.of("-Xmx200m", "-XX:+UseSerialGC", NO_PHYSICAL_LIMIT),
              arguments())
          .failedWith(1, "the system gives no more memory", "ulimit -v ");
    }
  }

  @Test
  void aHomeThatCantBeWritten() throws Exception {
    Path file = Files.createFile(home.resolve("file"));
    Path temporary = Files.createDirectory(home.resolve("tmp"));
    Cli.limitedProcess(
            home,
            "true",
            List.of("-Duser.home=" + file, "-Djava.io.tmpdir=" + temporary),
            arguments())
        .failedWith(1, file.toString(), "-Dorg.bytedeco.javacpp.cachedir=DIR");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aFullDiskForNativeLibraries() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(home.resolve("disk"), 20_000).orElse(null)) {
      assumeThat(disk).as("this user may mount a disk").isNotNull();
      Cli.limitedProcess(home, "true", List.of("-Duser.home=" + disk.folder()), arguments())
          .failedWith(1, disk.folder().toString(), "MB are free: make room");
    }
  }

  /** Results need room on their own disk alone. */
  @Test
  void aTemporaryFolderThatIsMissing() throws Exception {
    Cli.Result result =
        Cli.limitedProcess(
            home,
            "true",
            List.of("-Djava.io.tmpdir=" + home.resolve("none")),
            arguments("--run", home.resolve("run")));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(home.resolve("run/loss-curve.png")).isNotEmptyFile();
  }

  /** Threads with stacks of a gigabyte, of which 30 fit. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void threads() throws Exception {
    Cli.limitedProcess(
            home,
            "ulimit -v 30000000",
            List.of("-Xss1g", "-Xmx200m", "-XX:+UseSerialGC", NO_PHYSICAL_LIMIT),
            arguments("--threads", 40))
        .failedWith(1, "the system refuses another thread", "--threads", "ulimit -u");
  }

  private Cli.Result train(List<String> jvm) throws Exception {
    return Cli.limitedProcess(home, "true", jvm, arguments());
  }

  private static Object[] arguments(Object... more) {
    return Stream.concat(
            Stream.of("train", "--dataset", "sample", "--epochs", 1, "--verbose", 0),
            Stream.of(more))
        .toArray();
  }
}
