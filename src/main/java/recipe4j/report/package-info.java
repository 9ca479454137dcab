/**
 * What is left of a training: a run folder that says how it was made, and a page that people look
 * at.
 *
 * <p>{@link recipe4j.report.RunReport} writes the folder after a {@code fit}, {@link
 * recipe4j.report.RunFolder} reads it again, {@link recipe4j.report.ReportPage} and {@link
 * recipe4j.report.ComparisonPage} make the pages. A page is one file of HTML without scripts: it
 * asks the network for nothing.
 */
package recipe4j.report;
