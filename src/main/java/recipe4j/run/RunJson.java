package recipe4j.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import recipe4j.io.AtomicFile;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedJson;

/** The files of a run folder that are JSON; NaN and the infinities are written as strings. */
final class RunJson {
  /** Largest file that is read: far more than any run needs, and little memory. */
  private static final long MAX_BYTES = 16L << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(UntrustedJson.factory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of a later version
          .withConfigOverride(
              List.class, list -> list.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
          .injectableValues( // for what files of earlier versions lack
              new InjectableValues.Std().addValue(Assessment.UNLIKE, Assessment.Unlike.UNKNOWN))
          .build();

  private RunJson() {}

  static void write(Path file, Object value) throws IOException {
    AtomicFile.write(file, MAPPER.writeValueAsBytes(value));
  }

  /** Reads a file that may be damaged. */
  static <T> T read(Path file, Class<T> type) throws IOException {
    byte[] bytes = RegularFile.bytes(file, MAX_BYTES);
    try {
      T value = MAPPER.readValue(bytes, type);
      if (value == null) {
        throw new IOException("%s is damaged (it holds null); train again".formatted(file));
      }
      return value;
    } catch (JsonProcessingException e) {
      String reason = UntrustedJson.reason(e);
      throw new IOException("%s is damaged (%s); train again".formatted(file, reason), e);
    }
  }
}
