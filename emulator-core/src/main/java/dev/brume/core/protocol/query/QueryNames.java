package dev.brume.core.protocol.query;

import dev.brume.core.schema.Member;

/** The names and nesting of a request's members in the two query protocols. */
enum QueryNames {
  /** {@code Tags.member.1.Key}; {@code xmlName} and {@code xmlFlattened} are honoured. */
  AWS_QUERY {
    @Override
    String of(Member member) {
      return member.xmlName() == null ? member.name() : member.xmlName();
    }

    @Override
    boolean isFlattened(Member member) {
      return member.isXmlFlattened();
    }
  },

  /** {@code Tag.1.Key}: names are capitalized, and every list is flattened. */
  EC2_QUERY {
    @Override
    String of(Member member) {
      if (member.ec2QueryName() != null) {
        return member.ec2QueryName();
      }
      String name = member.xmlName() == null ? member.name() : member.xmlName();
      return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    @Override
    boolean isFlattened(Member member) {
      return true;
    }
  };

  /** The name of a structure's member. */
  abstract String of(Member member);

  /** Whether the indexes of a list or map directly follow the member's name. */
  abstract boolean isFlattened(Member member);
}
