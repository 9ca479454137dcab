package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.MultiDataSetIteratorAdapter;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** Every public method of DL4J's network, found by reflection, so that none is forgotten. */
class LockedNetworkTest {
  private static final String CLOSED = "the network is closed; create or load another one";

  /** They return a Java value or an array without waiting, so that a training can be observed. */
  private static final List<String> HAND_OUT =
      List.of(
          "batchSize()",
          "conf()",
          "engineDescription()",
          "fallbackReason()",
          "getDefaultConfiguration()",
          "getEpochCount()",
          "getHelperWorkspaces()",
          "getIndex()",
          "getInput()",
          "getInputMiniBatchSize()",
          "getIterationCount()",
          "getLabels()",
          "getLastEtlTime()",
          "getLayer(String)",
          "getLayer(int)",
          "getLayerNames()",
          "getLayerWiseConfigurations()",
          "getLearningRate(int)",
          "getListeners()",
          "getMask()",
          "getMaskArray()",
          "getOptimizer()",
          "getTrainingListeners()",
          "getnLayers()",
          "hashCode()",
          "input()",
          "isClearTbpttState()",
          "isInitCalled()",
          "isPretrainLayer()",
          "lastOutput()",
          "layerInputSize(int)",
          "layerSize(int)",
          "memoryInfo(int,InputType)",
          "nativeBytes()",
          "numLabels()",
          "numParams()",
          "numParams(boolean)",
          "score()",
          "type()",
          "updaterDivideByMinibatch(String)");

  /** They set one Java value, which is atomic. */
  private static final List<String> SET_ONE_VALUE =
      List.of(
          "setClearTbpttState(boolean)",
          "setGradient(Gradient)",
          "setIndex(int)",
          "setInitDone(boolean)",
          "setLastEtlTime(long)",
          "setScore(double)");

  /** They return the network's arrays without waiting, unless it is closed. */
  private static final List<String> HAND_OUT_IF_OPEN =
      List.of(
          "getFlattenedGradients()",
          "getGradient()",
          "getGradientsViewArray()",
          "getParam(String)",
          "getUpdater()",
          "getUpdater(boolean)",
          "gradient()",
          "gradientAndScore()",
          "paramTable()",
          "paramTable(boolean)",
          "params()",
          "params(boolean)",
          "updaterState()");

  /** DL4J throws UnsupportedOperationException. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "activate(INDArray,boolean,LayerWorkspaceMgr)",
          "activate(boolean,LayerWorkspaceMgr)",
          "allowInputModification(boolean)",
          "evaluateRegression(MultiDataSetIterator)",
          "fit(INDArray,LayerWorkspaceMgr)",
          "getConfig()",
          "getHelper()",
          "setInput(INDArray,LayerWorkspaceMgr)",
          "setMaskArray(INDArray)",
          "setParamsViewArray(INDArray)",
          "update(INDArray,String)");

  /** They wait, but work on a closed network: it may be closed twice. */
  private static final List<String> WAIT_ONLY =
      List.of("close()", "getLayers()", "getOutputLayer()");

  @TempDir File folder;

  private static Stream<Method> methods() {
    return Arrays.stream(AcceleratedNetwork.class.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(LockedNetworkTest::isLast)
        .sorted(Comparator.comparing(LockedNetworkTest::signature));
  }

  /** Leaves out bridge methods, which stand for another method with a wider result. */
  private static boolean isLast(Method method) {
    return Arrays.stream(AcceleratedNetwork.class.getMethods())
        .filter(other -> signature(other).equals(signature(method)))
        .allMatch(other -> other.getReturnType().isAssignableFrom(method.getReturnType()));
  }

  private static String signature(Method method) {
    List<String> types =
        Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
    return method.getName() + "(" + String.join(",", types) + ")";
  }

  @Test
  void everyMethodWaitsOrIsKnownNotTo() {
    List<String> free =
        methods().filter(method -> !waits(method)).map(LockedNetworkTest::signature).toList();
    assertThat(free)
        .containsExactlyInAnyOrderElementsOf(
            all(HAND_OUT, SET_ONE_VALUE, HAND_OUT_IF_OPEN, UNSUPPORTED));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private static List<String> all(List<String>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }

  /** Whether a call waits while another thread holds the network's lock. */
  private boolean waits(Method method) {
    AcceleratedNetwork network = trained();
    Object[] arguments = arguments(method);
    Thread caller =
        new Thread(
            () -> {
              try {
                method.invoke(network, arguments);
              } catch (ReflectiveOperationException | RuntimeException e) {
                // only whether it waits matters
              }
            });
    caller.setDaemon(true);
    boolean waits = false;
    synchronized (network) {
      caller.start();
      while (caller.isAlive() && !waits) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(caller.getId());
        LockInfo lock = info == null ? null : info.getLockInfo();
        waits =
            lock != null
                && info.getThreadState() == Thread.State.BLOCKED
                && lock.getIdentityHashCode() == System.identityHashCode(network);
        Thread.onSpinWait();
      }
    }
    try {
      caller.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return waits;
  }

  private static AcceleratedNetwork trained() {
    AcceleratedNetwork network = Examples.accelerated();
    network.fit(Examples.batch(4, 1));
    network.setInput(Examples.batch(4, 1).getFeatures());
    network.setLabels(Examples.batch(4, 1).getLabels());
    return network;
  }

  private static MultiLayerNetwork plain() {
    MultiLayerNetwork network = Engines.plain(Examples.smallCnn(DataType.FLOAT));
    network.init();
    return network;
  }

  private Object[] arguments(Method method) {
    List<Object> all = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      all.add(argument(type));
    }
    return all.toArray();
  }

  private Object argument(Class<?> type) {
    DataSet batch = Examples.batch(4, 1);
    batch.setLabelNames(List.of("a", "b", "c"));
    Map<Class<?>, Object> values = new HashMap<>();
    values.put(INDArray.class, batch.getFeatures());
    values.put(DataSet.class, batch);
    values.put(org.nd4j.linalg.dataset.api.DataSet.class, batch);
    values.put(DataSetIterator.class, new ExistingDataSetIterator(List.of(batch)));
    values.put(MultiDataSet.class, batch.toMultiDataSet());
    values.put(
        MultiDataSetIterator.class,
        new MultiDataSetIteratorAdapter(new ExistingDataSetIterator(List.of(batch))));
    values.put(MultiLayerNetwork.class, plain());
    values.put(int.class, 1);
    values.put(long.class, 0L);
    values.put(double.class, 0.1);
    values.put(boolean.class, false);
    values.put(String.class, "0_W");
    values.put(File.class, new File(folder, "model.zip"));
    values.put(ISchedule.class, new FixedSchedule(0.1));
    values.put(int[].class, new int[] {0, 1, 2, 0});
    values.put(Collection.class, List.of());
    values.put(List.class, null);
    values.put(Map.class, Map.of());
    if (values.containsKey(type)) {
      return values.get(type);
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return null;
  }

  @Test
  void aClosedNetworkSaysSoEverywhere() {
    AcceleratedNetwork network = trained();
    network.close();
    List<String> silent =
        methods()
            .filter(method -> !saysThatItIsClosed(network, method))
            .map(LockedNetworkTest::signature)
            .toList();
    assertThat(silent)
        .containsExactlyInAnyOrderElementsOf(all(HAND_OUT, SET_ONE_VALUE, WAIT_ONLY, UNSUPPORTED));
  }

  private boolean saysThatItIsClosed(AcceleratedNetwork network, Method method) {
    try {
      method.invoke(network, arguments(method));
      return false;
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof IllegalStateException
          && e.getCause().getMessage().equals(CLOSED);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
