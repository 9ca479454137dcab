package recipe4j.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import recipe4j.data.LabelledImages;

/** ONNX Runtime's Java binding; inference only. */
final class OnnxRuntimePeer implements Peer {
  private static final int SIZE = 28;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final Path model;
  private final Images images;
  private OrtSession session;
  private int threads = -1;

  OnnxRuntimePeer(Path model, Images images) {
    this.model = model;
    this.images = images;
  }

  @Override
  public Figures answer(Work work) throws Exception {
    if (work.threads() != threads) {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      if (work.threads() > 0) {
        options.setIntraOpNumThreads(work.threads());
      }
      session = environment.createSession(model.toString(), options);
      threads = work.threads();
    }
    LabelledImages all = images.first(work.train());
    return switch (work.command()) {
      case "predict" -> predict(all, work.batch());
      case "single" -> single(all, work.calls());
      default -> throw Peer.unknown(work);
    };
  }

  private Figures predict(LabelledImages all, int batch) throws OrtException {
    long start = System.nanoTime();
    for (int from = 0; from < all.count(); from += batch) {
      run(all, from, Math.min(batch, all.count() - from));
    }
    return Figures.since(start);
  }

  private Figures single(LabelledImages all, int calls) throws Exception {
    return Figures.ofCalls(calls, i -> run(all, i % all.count(), 1));
  }

  private float[][] run(LabelledImages all, int from, int count) throws OrtException {
    int pixels = all.shape().pixels();
    float[] values = new float[count * pixels];
    for (int i = 0; i < count; i++) {
      all.copyPixels(from + i, values, i * pixels);
    }
    long[] shape = {count, 1, SIZE, SIZE};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of("image", input))) {
      return (float[][]) result.get(0).getValue();
    }
  }
}
