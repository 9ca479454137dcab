package recipe4j.uncertainty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Logits, labels and what independent libraries make of them, from uncertainty_fixtures.py. */
public final class UncertaintyFixture {
  private final Logits logits;
  private final int[] labels;
  private final JsonNode expected;

  private UncertaintyFixture(Logits logits, int[] labels, JsonNode expected) {
    this.logits = logits;
    this.labels = labels;
    this.expected = expected;
  }

  public static UncertaintyFixture read(String name) {
    ObjectMapper mapper = new ObjectMapper();
    try (InputStream in = UncertaintyFixture.class.getResourceAsStream(name + ".json")) {
      JsonNode json = mapper.readTree(in);
      if (json.has("recorded")) {
        RecordedLogits recorded = RecordedLogits.read(json.get("recorded").textValue());
        return new UncertaintyFixture(
            recorded.times(json.get("scale").floatValue()),
            recorded.labels(),
            json.get("expected"));
      }
      return new UncertaintyFixture(
          Logits.of(mapper.treeToValue(json.get("logits"), double[][].class)),
          mapper.treeToValue(json.get("labels"), int[].class),
          json.get("expected"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Logits logits() {
    return logits;
  }

  public int[] labels() {
    return labels.clone();
  }

  double expected(String name) {
    return expected.required(name).doubleValue();
  }
}
