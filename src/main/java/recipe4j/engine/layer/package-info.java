/** Forward and backward pass of each kind of layer, as oneDNN primitives. */
package recipe4j.engine.layer;
