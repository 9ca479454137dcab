package recipe4j.engine;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.plan.DropoutMasks;

/** DL4J's dropout with the engine's masks. */
final class MaskedDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  private final transient DropoutMasks masks;
  private final int layer;
  private final double retain;
  private transient INDArray mask;

  MaskedDropout(DropoutMasks masks, int layer, double retain) {
    this.masks = masks;
    this.layer = layer;
    this.retain = retain;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr manager) {
    float[] values = new float[(int) input.length()];
    int length = values.length / (int) input.size(0);
    for (int row = 0; row < input.size(0); row++) {
      masks.fill(layer, retain, iteration, row, values, row * length, length);
    }
    mask = Nd4j.create(values, input.shape(), 'c').castTo(input.dataType()).detach();
    return result.assign(input.mul(mask));
  }

  @Override
  public INDArray backprop(INDArray above, INDArray below, int iteration, int epoch) {
    return below.assign(above.mul(mask));
  }

  @Override
  public void clear() {
    mask = null;
  }

  @Override
  public IDropout clone() {
    return this;
  }
}
