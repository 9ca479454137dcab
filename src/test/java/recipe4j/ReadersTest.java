package recipe4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.RandomAccessFile;
import java.net.URL;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import recipe4j.io.RegularFile;

/** Files are opened for reading in one place, which takes regular files only. */
class ReadersTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("recipe4j");

  private static final Set<String> READS_OF_FILES =
      Set.of(
          "newInputStream",
          "newByteChannel",
          "newBufferedReader",
          "readAllBytes",
          "readAllLines",
          "readString",
          "lines",
          "mismatch");

  private static final Set<String> NAMES =
      Set.of(File.class.getName(), Path.class.getName(), URL.class.getName());

  /** Constructors and methods that open what they are given the name of. */
  private static final Set<String> READERS =
      Set.of(
          FileInputStream.class.getName(),
          FileReader.class.getName(),
          RandomAccessFile.class.getName(),
          Scanner.class.getName(),
          ZipFile.class.getName(),
          JarFile.class.getName(),
          AsynchronousFileChannel.class.getName(),
          "io.jhdf.HdfFile");

  /** What opens channels for writing only. */
  private static final List<String> WRITERS =
      List.of(
          "recipe4j.io.AtomicFile",
          "recipe4j.io.FolderLock",
          "recipe4j.listener.AppendedFile",
          "recipe4j.listener.CsvListener",
          "recipe4j.listener.EventFile",
          "recipe4j.run.BackupFile",
          "recipe4j.keras.hdf5.Hdf5Writer");

  @Test
  void filesAreOpenedInOnePlace() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotBelongToAnyOf(RegularFile.class)
            .should()
            .callCodeUnitWhere(
                describe(
                    "a file is opened for reading",
                    call -> opens(call.getTarget(), call.getOriginOwner().getName())));
    rule.check(MAIN);
  }

  /** The rule sees what it should. */
  @Test
  void thePlaceItselfIsSeen() {
    assertThat(
            MAIN.get(RegularFile.class).getCodeUnitCallsFromSelf().stream()
                .filter(call -> opens(call.getTarget(), "another class"))
                .map(call -> call.getTarget().getOwner().getSimpleName()))
        .contains("FileChannel", "ZipFile");
  }

  private static boolean opens(CodeUnitCallTarget target, String origin) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    if (owner.equals(Files.class.getName())) {
      return READS_OF_FILES.contains(name) && !origin.equals("recipe4j.io.LockOwner");
    }
    if (owner.equals(FileChannel.class.getName())) {
      return name.equals("open") && !WRITERS.contains(origin);
    }
    if (owner.equals(FileSystems.class.getName())) {
      return name.equals("newFileSystem");
    }
    boolean byName =
        target.getRawParameterTypes().stream().anyMatch(type -> NAMES.contains(type.getName()));
    boolean byText =
        name.equals("<init>")
            && !owner.equals(Scanner.class.getName())
            && target.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(String.class));
    return (READERS.contains(owner) && (byName || byText))
        || (owner.startsWith("com.fasterxml.jackson") && byName)
        || (owner.equals(ImageIO.class.getName())
            && (byName || name.equals("createImageInputStream")));
  }
}
