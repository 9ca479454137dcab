package recipe4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FloatArraysTest {
  /** DL4J says of such an array that it has no default strides. */
  @Test
  void imagesOfOneChannelAreTakenAsTheyAre() {
    INDArray images = Nd4j.rand(DataType.FLOAT, 3, 1, 4, 5);
    assertThat(FloatArrays.rowMajor(images)).isSameAs(images);
  }

  @Test
  void otherOrdersAndTypesAreCopied() {
    INDArray images = Nd4j.linspace(1, 24, 24, DataType.DOUBLE).reshape('c', 2, 3, 4);
    float[] expected = images.castTo(DataType.FLOAT).data().asFloat();
    assertThat(FloatArrays.copy(images)).isEqualTo(expected);
    assertThat(FloatArrays.copy(images.dup('f').castTo(DataType.FLOAT))).isEqualTo(expected);

    INDArray turned = images.castTo(DataType.FLOAT).permute(2, 1, 0);
    assertThat(FloatArrays.copy(turned)).isEqualTo(turned.dup('c').data().asFloat());
    assertThat(FloatArrays.copy(turned)).startsWith(1, 13, 5, 17);
  }
}
