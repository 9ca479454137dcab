package recipe4j.model;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.MinMaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.TruncatedNormalDistribution;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.SigmoidSchedule;
import org.nd4j.linalg.schedule.StepSchedule;
import recipe4j.data.ImageShape;
import recipe4j.keras.KerasMomentum;
import recipe4j.keras.KerasRmsProp;
import recipe4j.schedule.CosineDecaySchedule;
import recipe4j.schedule.ExponentialDecaySchedule;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.schedule.PolynomialDecaySchedule;
import recipe4j.schedule.StepDecaySchedule;

/** Small networks that use, together, most of what a configuration may name. */
final class VariedModels {
  static final int SIDE = 18;
  static final int CLASSES = 3;

  private VariedModels() {}

  /** By name; each takes grey images of 18x18 pixels and knows three classes. */
  static Map<String, MultiLayerConfiguration> all() {
    return Map.of(
        "recipe", KerasCnn.configuration(new ImageShape(SIDE, SIDE, CLASSES), 1),
        "normalised", normalised(),
        "dense", dense(),
        "rare layers", rareLayers(),
        "updaters", updaters(),
        "loss layer", lossLayer());
  }

  private static MultiLayerConfiguration images(NeuralNetConfiguration.ListBuilder layers) {
    return layers.setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1)).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerConfiguration normalised() {
    return images(
        new NeuralNetConfiguration.Builder()
            .seed(2)
            .updater(new Adam(PiecewiseSchedule.recipe()))
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(2)
                    .hasBias(false)
                    .stride(2, 2)
                    .activation(Activation.IDENTITY)
                    .build())
            .layer(new BatchNormalization.Builder().lockGammaBeta(true).gamma(2).beta(1).build())
            .layer(new ActivationLayer(new ActivationLReLU(0.3)))
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .convolutionMode(ConvolutionMode.Same)
                    .build())
            .layer(
                new ConvolutionLayer.Builder(2, 2)
                    .nOut(2)
                    .padding(1, 1)
                    .activation(Activation.SWISH)
                    .build())
            .layer(new DropoutLayer.Builder(new SpatialDropout(0.5)).build())
            .layer(new BatchNormalization.Builder().useLogStd(true).build())
            .layer(output()));
  }

  private static MultiLayerConfiguration dense() {
    return images(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(
                new Nesterovs(
                    new MapSchedule(ScheduleType.EPOCH, Map.of(0, 0.1, 5, 0.01)),
                    new StepSchedule(ScheduleType.ITERATION, 0.9, 0.9, 10)))
            .biasUpdater(new AMSGrad(new PolySchedule(ScheduleType.ITERATION, 0.1, 2, 1000)))
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .l1(1e-4)
            .l2(1e-4)
            .weightDecayBias(1e-3)
            .weightInit(new TruncatedNormalDistribution(0, 0.1))
            .constrainWeights(new MaxNormConstraint(2, 1))
            .list()
            .layer(dense(Activation.GELU).dropOut(new Dropout(0.5)).build())
            .layer(dense(Activation.ELU).dropOut(new GaussianDropout(0.3)).build())
            .layer(
                dense(Activation.SOFTPLUS)
                    .dropOut(new GaussianNoise(0.1))
                    .constrainWeights(new MinMaxNormConstraint(0.1, 2, 1))
                    .build())
            .layer(dense(Activation.SELU).dropOut(new AlphaDropout(0.5)).build())
            .layer(dense(Activation.RRELU).weightNoise(new DropConnect(0.5)).build())
            .layer(
                dense(Activation.THRESHOLDEDRELU)
                    .weightNoise(new WeightNoise(new TruncatedNormalDistribution(0, 0.1)))
                    .build())
            .layer(new FrozenLayer(dense(Activation.RELU6).build()))
            .layer(
                new OutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(1f, 2f, 3f)))
                    .nOut(CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build()));
  }

  private static DenseLayer.Builder dense(Activation activation) {
    return new DenseLayer.Builder().nOut(4).activation(activation);
  }

  private static MultiLayerConfiguration rareLayers() {
    return images(
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .updater(new Nadam(new SigmoidSchedule(ScheduleType.EPOCH, 0.1, 0.99, 10)))
            .weightInit(WeightInit.VAR_SCALING_NORMAL_FAN_AVG)
            .list()
            .layer(new ZeroPaddingLayer(1, 1))
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
            .layer(new LocalResponseNormalization.Builder().build())
            .layer(new DepthwiseConvolution2D.Builder(2, 2).depthMultiplier(2).nOut(8).build())
            .layer(new Deconvolution2D.Builder(2, 2).nOut(2).build())
            .layer(new Upsampling2D.Builder(2).build())
            .layer(new Cropping2D(1, 1))
            .layer(new SpaceToDepthLayer.Builder<>(2).build())
            .layer(new PReLULayer.Builder().inputShape(8, 17, 17).build())
            .layer(new GlobalPoolingLayer.Builder(PoolingType.PNORM).pnorm(2).build())
            .layer(output()));
  }

  private static MultiLayerConfiguration updaters() {
    List<ISchedule> schedules =
        List.of(
            new CosineDecaySchedule(ScheduleType.ITERATION, 0.01, 2, 0.1, 10, 0.001),
            new ExponentialDecaySchedule(ScheduleType.ITERATION, 0.1, 0.9, 10),
            new PolynomialDecaySchedule(ScheduleType.ITERATION, 0.1, 0.01, 10, 2),
            new StepDecaySchedule(ScheduleType.ITERATION, 0.1, 0.5, 10),
            new ExponentialSchedule(ScheduleType.EPOCH, 0.1, 0.9),
            new InverseSchedule(ScheduleType.EPOCH, 0.1, 0.9, 2),
            new CycleSchedule(ScheduleType.ITERATION, 0.1, 0.2, 10, 2, 0.1),
            new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 10));
    List<IUpdater> updaters =
        List.of(
            new Sgd(0.1),
            new RmsProp(0.1),
            new AdaDelta(),
            new AdaGrad(0.1),
            new KerasMomentum(0.1, 0.9),
            new KerasRmsProp(0.1, 0.9, 1e-7));
    NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder().seed(5).list();
    updaters.forEach(updater -> layers.layer(dense(Activation.TANH).updater(updater).build()));
    for (ISchedule schedule : schedules) {
      layers.layer(dense(Activation.SIGMOID).updater(new Adam(schedule)).build());
    }
    return images(layers.layer(output()));
  }

  private static MultiLayerConfiguration lossLayer() {
    return images(
        new NeuralNetConfiguration.Builder()
            .seed(6)
            .dropOut(0.5)
            .list()
            .layer(new ConvolutionLayer.Builder(5, 5).nOut(2).stride(3, 3).build())
            .layer(dense(Activation.CUBE).nOut(CLASSES).build())
            .layer(
                new LossLayer.Builder(new LossBinaryXENT(Nd4j.createFromArray(1f, 2f, 3f)))
                    .activation(Activation.SIGMOID)
                    .build()));
  }
}
