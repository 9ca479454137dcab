package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataOptionsTest {
  @Test
  void defaultsAreThoseOfTheRecipe() {
    DataOptions options = DataOptions.defaults();
    assertThat(options.validationSplit).isEqualTo(0.2);
    assertThat(options.download).isTrue();
    assertThat(options.mirrors).isEqualTo(DataOptions.MIRRORS).hasSizeGreaterThan(1);
    assertThat(options.cache).isEqualTo(DataEnvironment.system().cache());
  }

  @Test
  void refusesWhatMakesNoSense() {
    DataOptions.Builder options = DataOptions.builder();
    assertThatThrownBy(() -> options.validationSplit(1))
        .hasMessage("validation split must be at least 0 and below 1, found 1.0");
    assertThatThrownBy(() -> options.mirrors(List.of())).hasMessageContaining("found none");
    assertThatThrownBy(() -> options.mirrors(List.of(URI.create("http://a/b"))))
        .hasMessage("the address of a mirror must end with a slash, found http://a/b");
    assertThatThrownBy(() -> options.timeLimit(Duration.ZERO))
        .hasMessage("time limit must be above zero, found PT0S");
  }
}
