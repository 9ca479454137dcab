package recipe4j.cli.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine.Option;
import recipe4j.cli.terminal.Console;

/** Option for results as one JSON object on standard output, in ASCII. */
public final class JsonOutput {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // whatever the terminal's encoding
          .build();

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print the result as JSON and nothing else; docs/json.md has the fields.")
  private boolean wanted;

  /** Whether results are printed as JSON. */
  public boolean isWanted() {
    return wanted;
  }

  /** Prints values as JSON: NaN and the infinities as strings, missing values as null. */
  public static void print(Console console, Map<String, ?> values) {
    try {
      console.out().println(JSON.writeValueAsString(values)); // its strings hold no line ends
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
