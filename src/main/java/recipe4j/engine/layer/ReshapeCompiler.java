package recipe4j.engine.layer;

import recipe4j.engine.graph.Shape;
import recipe4j.engine.plan.LayerCompiler;
import recipe4j.engine.plan.Layouts;
import recipe4j.engine.plan.PlanBuilder;
import recipe4j.engine.plan.Tensor;

/** Changes the shape of each example, and no values; the order is DL4J's. */
public final class ReshapeCompiler implements LayerCompiler {
  private final Shape to;
  private Shape from;

  /** To a shape of as many values. */
  public ReshapeCompiler(Shape to) {
    this.to = to;
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    from = input.shape();
    Tensor ordered =
        builder.ensureLayout(
            "flatten",
            input,
            Layouts.plain(from.batch(builder.rows())),
            builder.forwardOperations());
    return builder.reshaped(ordered, to);
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    Tensor ordered =
        builder.ensureLayout(
            "unflatten",
            gradient,
            Layouts.plain(to.batch(builder.rows())),
            builder.backwardOperations());
    return builder.reshaped(ordered, from);
  }
}
