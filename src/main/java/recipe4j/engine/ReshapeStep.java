package recipe4j.engine;

/** The same values under another shape, in DL4J's order. */
final class ReshapeStep implements Step {
  private final Shape to;
  private Shape from;

  ReshapeStep(Shape to) {
    this.to = to;
  }

  @Override
  public Tensor forward(PlanBuilder builder, Tensor input) {
    from = input.shape();
    Tensor ordered =
        builder.ensure(
            "flatten", input, Layouts.plain(from.batch(builder.rows())), builder.forward());
    return builder.reshaped(ordered, to);
  }

  @Override
  public Tensor backward(PlanBuilder builder, Tensor gradient, boolean wanted) {
    if (!wanted) {
      return null;
    }
    Tensor ordered =
        builder.ensure(
            "unflatten", gradient, Layouts.plain(to.batch(builder.rows())), builder.backward());
    return builder.reshaped(ordered, from);
  }
}
