package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/recipe4j}, with a script in the place of Java. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {
  @TempDir private Path folder;

  /** Java takes the names of files, and arguments, in the encoding of the locale; C has ASCII. */
  @ParameterizedTest
  @CsvSource({
    "C,, , C.UTF-8",
    "POSIX,, , C.UTF-8",
    ",,, C.UTF-8",
    ",, C, C.UTF-8",
    ",, de_DE.UTF-8, ''",
    ", en_US.UTF-8, C, ''",
    "tr_TR.ISO8859-9,, C, tr_TR.ISO8859-9",
    "C, de_DE.UTF-8, de_DE.UTF-8, C.UTF-8",
  })
  void aLocaleWithoutAnEncodingGetsOne(String all, String type, String lang, String expected)
      throws IOException, InterruptedException {
    assertThat(started(all, type, lang)).isEqualTo(expected);
  }

  @Test
  void javaReadsSuchNames() throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(Cli.command("summary", "--model", folder.resolve("数字.zip")));
    java.environment().put("LC_ALL", started("C", null, null));
    Process process = java.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text).contains("数字.zip");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  /** The LC_ALL that Java is started with. */
  private String started(String all, String type, String lang)
      throws IOException, InterruptedException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\nprintf %s \"$LC_ALL\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder script = new ProcessBuilder("sh", "src/main/bin/recipe4j", "--version");
    Map<String, String> environment = script.environment();
    environment.keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    put(environment, "LC_ALL", all);
    put(environment, "LC_CTYPE", type);
    put(environment, "LANG", lang);
    environment.put("JAVA_HOME", folder.toString());
    Process process = script.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed;
  }

  private static void put(Map<String, String> environment, String name, String value) {
    if (value != null && !value.isBlank()) {
      environment.put(name, value);
    }
  }
}
