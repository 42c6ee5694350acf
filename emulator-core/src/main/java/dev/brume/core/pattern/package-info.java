/**
 * The pattern language of EventBridge's rules and SNS's filter policies: which JSON documents, or
 * which message attributes, somebody wants. A pattern is compiled once and tells of every fault in
 * AWS's words.
 */
package dev.brume.core.pattern;
