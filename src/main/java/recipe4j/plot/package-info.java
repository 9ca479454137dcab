/**
 * Figures of uncertainty as PNG files: {@link recipe4j.plot.ReliabilityPlot}, {@link
 * recipe4j.plot.RiskCoveragePlot}, {@link recipe4j.plot.EntropyPlot} and {@link
 * recipe4j.plot.TemperaturePlot}. All are 900 x 540 pixels, written whole or not at all, and need a
 * Java with fonts.
 */
package recipe4j.plot;
