/** Authorization: policies, access control lists, the public access block and ownership. */
package dev.brume.s3.access;
