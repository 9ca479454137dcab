package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamePatternTest {
  @Test
  void numbersAreWrittenAsPythonDoes() {
    JsonNode values = KerasDecisions.recorded().path("values");
    JsonNode specs = KerasDecisions.recorded().path("numbers");
    assertThat(specs).isNotEmpty();
    for (JsonNode spec : specs) {
      NumberSpec format = NumberSpec.of(spec.get(0).asText(), false);
      for (int i = 0; i < values.size(); i++) {
        double value = values.get(i).asDouble();
        assertThat(format.format(value))
            .as("%s as %s", value, spec.get(0))
            .isEqualTo(spec.get(1).get(i).asText());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "model.zip, model.zip",
    "{epoch}.zip, 7.zip",
    "a-{epoch:02d}-{val_loss:.4f}.zip, a-07-0.1235.zip",
    "{epoch:3d}x{epoch:03}.zip, '  7x007.zip'",
    "{epoch:.1f}.zip, 7.0.zip",
    "{{epoch}}{val_loss:.0%}.zip, {epoch}12%.zip",
    "'C:\\runs\\{epoch}.zip', 'C:\\runs\\7.zip'"
  })
  void fieldsAreFilledIn(String pattern, String expected) {
    Map<String, Number> values = Map.of("epoch", 7, "val_loss", 0.12345678);
    assertThat(FileNamePattern.of(pattern).format(values)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "{epoch, 'found { in {epoch'",
    "epoch}, 'found } in epoch}'",
    "{}, 'found { in {}'",
    "{epoch:x}, 'a number is written as :d, :02d or :.1f, found :x'",
    "{epoch:.2d}, 'found :.2d'",
    "{val_loss:d}, 'a number is written as :.4f, :08.4f, :.2e or :.1%, found :d'",
    "{val_loss:.4}, 'found :.4'"
  })
  void refusesWhatItCannotRead(String pattern, String message) {
    assertThatThrownBy(() -> FileNamePattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesTheFieldsThereAre() {
    FileNamePattern pattern = FileNamePattern.of("{epoch}-{batch}.zip");
    assertThatThrownBy(() -> pattern.requireNamesIn(List.of("epoch", "loss")))
        .hasMessage("the file name may have the fields epoch, loss, found {batch}");
  }
}
