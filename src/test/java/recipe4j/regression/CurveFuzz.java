package recipe4j.regression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** Curves, bands and margins; the first byte says which. */
public final class CurveFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    if (input.length == 0) {
      return false;
    }
    byte[] content = Arrays.copyOfRange(input, 1, input.length);
    return switch (input[0]) {
      case 'c' -> Fuzzed.file("curve.csv", content, LossCurve::read);
      case 'b' -> Fuzzed.file("band.json", content, LossCurveBand::load);
      case 'm' -> Fuzzed.file("margins.json", content, EquivalenceMargins::load);
      default -> Fuzzed.file("curve.json", content, CurveFuzz::use);
    };
  }

  private static void use(Path file) throws IOException {
    LossCurve curve = LossCurve.read(file);
    curve.metrics().forEach(curve::values);
    LossCurveBand.of(List.of(curve, curve));
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add("cepoch,loss\n0,0.5\n1,nan\n".getBytes(StandardCharsets.US_ASCII));
    seeds.add("j{\"loss\":[0.5,0.25],\"val_loss\":[1,2]}".getBytes(StandardCharsets.US_ASCII));
    seeds.add(seed('j', "keras/sample-constant-seed1.json"));
    seeds.add(seed('b', "sample-band.json"));
    seeds.add(seed('m', "keras/margins-sample-constant.json"));
    return seeds;
  }

  private static byte[] seed(char kind, String resource) {
    try (var in = CurveFuzz.class.getResourceAsStream(resource)) {
      byte[] content = in.readAllBytes();
      byte[] seed = new byte[content.length + 1];
      seed[0] = (byte) kind;
      System.arraycopy(content, 0, seed, 1, content.length);
      return seed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> words() {
    return List.of(
        "NaN", "-Infinity", "1e999", "-1e-999", "2147483647", "first_epoch", "null", "{}");
  }
}
