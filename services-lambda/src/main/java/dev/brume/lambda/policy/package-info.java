/** Resource-based policies of functions and layer versions. */
package dev.brume.lambda.policy;
