/** A class that DL4J M2.1 still looks for under its old name; see {@code recipe4j.engine}. */
package org.nd4j.nativeblas;
