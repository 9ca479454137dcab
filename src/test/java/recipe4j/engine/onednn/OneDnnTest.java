package recipe4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.ChildJvm;

class OneDnnTest {
  @TempDir private Path folder;

  /** Loads oneDNN in a JVM of its own. */
  static final class Load {
    public static void main(String[] args) {
      PrintStream err = System.err;
      System.out.println(OneDnn.fault().orElseGet(OneDnn::version));
      System.out.println(err == System.err ? "same" : "another");
    }
  }

  @Test
  void loadsWithoutAWord() throws IOException, InterruptedException {
    assertThat(ChildJvm.run(folder, List.of(), Load.class, List.of()))
        .containsExactly("2.7.1", "same");
    assertThat(Files.readString(folder.resolve("stderr.txt"))).isEmpty();
  }

  @Test
  void letsOtherWarningsPass() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = OneDnn.withoutRemark(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    err.println(
        "Warning: Versions of org.bytedeco:javacpp:1 and org.bytedeco:dnnl:2 do not match.");
    err.println(
        "Warning: Versions of org.bytedeco:javacpp:1 and org.bytedeco:opencl:2 do not match.");
    err.print("päge\n");
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Warning: Versions of org.bytedeco:javacpp:1 and org.bytedeco:opencl:2 do not match.",
            "päge");
  }
}
