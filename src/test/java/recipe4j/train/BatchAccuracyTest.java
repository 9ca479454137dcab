package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchAccuracyTest {
  private static final INDArray WHOLE =
      Nd4j.createFromArray(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}});

  @Test
  void copiesMatricesOfEveryLayout() {
    assertThat(BatchAccuracy.rowMajor(WHOLE))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(BatchAccuracy.rowMajor(WHOLE.dup('f')))
        .containsExactly(BatchAccuracy.rowMajor(WHOLE));
    assertThat(BatchAccuracy.rowMajor(WHOLE.castTo(DataType.DOUBLE)))
        .containsExactly(BatchAccuracy.rowMajor(WHOLE));
    assertThat(BatchAccuracy.rowMajor(WHOLE.transpose()))
        .containsExactly(1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12);
  }

  @Test
  void copiesPartsOfMatrices() {
    assertThat(BatchAccuracy.rowMajor(WHOLE.get(interval(0, 2), all())))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(BatchAccuracy.rowMajor(WHOLE.get(interval(1, 3), all())))
        .containsExactly(5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(BatchAccuracy.rowMajor(WHOLE.get(all(), interval(1, 3))))
        .containsExactly(2, 3, 6, 7, 10, 11);
    assertThat(BatchAccuracy.rowMajor(WHOLE.get(interval(0, 1), interval(0, 2))))
        .containsExactly(1, 2);
  }
}
