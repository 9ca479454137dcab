package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class UntrustedTextTest {
  @Test
  void aReasonIsInWordsAlsoWhereJavaHasNone() {
    assertThat(UntrustedText.reason(new EOFException())).isEqualTo("it ends early");
    assertThat(UntrustedText.reason(new ZipException("bad\nname"))).isEqualTo("bad name");
  }
}
