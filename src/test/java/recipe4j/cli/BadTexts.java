package recipe4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options, curves and run folders that are wrong, each in one way. */
final class BadTexts {
  private static final String DEEP = "[".repeat(100_000);
  private static final String LONG = "[" + "1,".repeat(1_100_000) + "1]";

  private final Path folder;
  private final List<BadFile> cases = new ArrayList<>();

  private BadTexts(Path folder) {
    this.folder = folder;
  }

  static List<BadFile> in(Path folder) throws IOException {
    BadTexts texts = new BadTexts(folder);
    texts.options();
    texts.curves();
    texts.runs();
    return texts.cases;
  }

  private void options() throws IOException {
    options("JSON that is 60,000 deep", "a.json", "{\"epochs\":" + "[".repeat(60_000), "depth");
    options("a name twice", "b.json", "{\"epochs\":1,\"epochs\":2}", "Duplicate");
    options("a list", "c.json", "[1, 2]", "must hold option names and values");
    options(
        "more than 64 kilobytes",
        "d.json",
        "{\"x\":\"" + "a".repeat(1 << 16) + "\"}",
        "at most 65536 bytes");
    options("an empty file", "e.json", "", "must hold option names");
    options("bytes that are no text", "f.json", "\u0000\u0001\u0002", "is no valid JSON");
    options(
        "YAML with a Java class",
        "g.yaml",
        "epochs: !!java.net.URL [\"http://127.0.0.1:9/\"]\n",
        "must be a single value");
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    options(
        "YAML whose references double thirty times",
        "h.yaml",
        laughs.toString(),
        "must be a single value");
    options("YAML that is 60,000 deep", "i.yaml", "epochs: " + "[".repeat(60_000), "depth");
    options("YAML that is cut off", "j.yaml", "epochs: {a: ", "is no valid YAML");
    options(
        "YAML with a terminal's control characters", "k.yaml", "\"\\e[2J\": 1\n", "unknown name");
  }

  private void curves() throws IOException {
    curve("JSON that is 100,000 deep", "a.json", "{\"loss\":" + DEEP, "depth");
    curve("a million numbers", "b.json", "{\"loss\":" + LONG + "}", "1000000");
    curve("text for numbers", "c.json", "{\"loss\":[\"a\"]}", "must hold numbers, found \"a\"");
    curve("no curve", "d.json", "{}", "at least one metric");
    curve("CSV that is no text", "e.csv", new byte[] {'e', (byte) 0xFF, (byte) 0xFE}, "UTF-8");
    curve("CSV without a head", "f.csv", "1,2\n3,4\n", "the first line must name the columns");
    curve(
        "CSV with rows of other lengths",
        "g.csv",
        "epoch,loss\n0,1,2\n",
        "must have 2 columns, found 3");
    curve("CSV with a negative epoch", "h.csv", "epoch,loss\n-3,1\n", "-3");
    curve("text that is no table", "i.txt", "hello\n", "must name the columns");
    curve("80,000 columns", "k.csv", "epoch,loss" + ",a".repeat(80_000) + "\n", "at most 1000");
    Path good = write("good.csv", "epoch,loss\n0,1\n".getBytes(UTF_8));
    Path band =
        write(
            "band.json",
            "{\"runs\":2,\"first_epoch\":0,\"metrics\":{\"loss\":{\"mean\":[1]}}}".getBytes(UTF_8));
    cases.add(
        BadFile.refused(
            "band: half of it",
            List.of("curves", "compare", good, good, "--band", band),
            "\"std\" must be an array"));
  }

  private void runs() throws IOException {
    run("no JSON", "hello", "{}", "is damaged");
    run("JSON that is 100,000 deep", "{\"format\":1,\"options\":{\"a\":" + DEEP, "{}", "depth");
    run("null", "null", "{}", "it holds null");
    run(
        "another format",
        "{\"format\":7,\"started\":\"\",\"options\":{},\"versions\":{},\"machine\":{},\"dataset\":{},\"timings\":{},\"outcome\":{}}",
        "{}",
        "format must be 1, found 7");
    run("a million values", "{\"format\":1,\"x\":" + LONG + "}", "{}", "1000000");
  }

  private void options(String name, String file, String content, String... words)
      throws IOException {
    Path config = write(file, content.getBytes(UTF_8));
    Path run = folder.resolve("run");
    cases.add(
        BadFile.misused(
            "options: " + name, List.of("train", "--run", run, "--config", config), words));
  }

  private void curve(String name, String file, String content, String... words) throws IOException {
    curve(name, file, content.getBytes(UTF_8), words);
  }

  private void curve(String name, String file, byte[] content, String... words) throws IOException {
    Path curve = write(file, content);
    cases.add(BadFile.refused("curve: " + name, List.of("curves", "compare", curve, curve), words));
  }

  private void run(String name, String facts, String history, String... words) throws IOException {
    Path run = Files.createDirectory(folder.resolve("run" + cases.size()));
    Files.writeString(run.resolve("run.json"), facts);
    Files.writeString(run.resolve("history.json"), history);
    cases.add(BadFile.refused("run folder: " + name, List.of("report", run), words));
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(cases.size() + name), content);
  }
}
