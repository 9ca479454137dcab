package recipe4j.data;

import java.util.List;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** An IDX file, raw or gzipped, as images and as labels. */
public final class IdxFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    boolean images = Fuzzed.take(() -> IdxArray.parse("images", input, IdxPart.IMAGE_DIMENSIONS));
    boolean labels = Fuzzed.take(() -> IdxArray.parse("labels", input, IdxPart.LABEL_DIMENSIONS));
    return images || labels;
  }

  @Override
  public List<byte[]> seeds() {
    byte[] images = IdxFixture.images(2, 3, 4);
    byte[] labels = IdxFixture.labels(0, 1);
    return List.of(images, labels, IdxFixture.gzip(images), IdxFixture.gzip(labels));
  }
}
