package recipe4j.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.datasets.iterator.impl.MnistDataSetIterator;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Deeplearning4j as it comes: its network, its iterator, its helpers disabled as by default. */
final class StockPeer implements Peer {
  private final Path data;
  private Work setup;
  private MultiLayerNetwork net;
  private DataSetIterator train;
  private DataSetIterator validation;

  StockPeer(Path data) {
    this.data = data;
  }

  @Override
  public Figures answer(Work work) throws Exception {
    if (!work.command().equals("epoch")) {
      throw Peer.unknown(work);
    }
    if (!work.setup().equals(setup)) {
      net = new MultiLayerNetwork(Networks.recipe(work.size(), work.filters(), CacheMode.NONE));
      net.init();
      train = images(work.batch(), work.train(), true);
      // DL4J can't start at image 48,000; the work is the same.
      validation = work.validation() == 0 ? null : images(work.batch(), work.validation(), false);
      setup = work.setup();
    }
    long start = System.nanoTime();
    net.fit(train);
    long trained = System.nanoTime();
    if (validation != null) {
      net.evaluate(validation);
    }
    return new Figures(
        Figures.seconds(start, System.nanoTime()), Figures.seconds(start, trained), null);
  }

  private DataSetIterator images(int batch, int count, boolean shuffle) throws IOException {
    return new MnistDataSetIterator(batch, count, false, true, shuffle, 1, data.toFile());
  }
}
