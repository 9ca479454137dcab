/**
 * {@code Nd4jCpu}, which DL4J M2.1 still looks for under this name; docs/decisions/0003 says why.
 */
package org.nd4j.nativeblas;
