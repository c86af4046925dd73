package io.gyeot.agent.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JdbcTargetTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5432/shop?user=u&password=p, jdbc:postgresql://db:5432/shop",
    "jdbc:mysql://root:secret@db:3306/shop?useSSL=false, jdbc:mysql://db:3306/shop",
    "jdbc:mysql://root:se@cret@db/shop, jdbc:mysql://db/shop",
    "jdbc:oracle:thin:scott/tiger@db:1521:orcl, jdbc:oracle:thin:@db:1521:orcl",
    "jdbc:oracle:thin:scott/tiger@//db:1521/shop, jdbc:oracle:thin:@//db:1521/shop",
    "jdbc:oracle:thin:@db:1521:orcl, jdbc:oracle:thin:@db:1521:orcl",
    "jdbc:tibero:thin:@db:8629:tibero, jdbc:tibero:thin:@db:8629:tibero",
    "jdbc:h2:mem:x;USER=sa;PASSWORD=p, jdbc:h2:mem:x",
    "jdbc:sqlserver://db:1433;databaseName=shop;user=sa;password=p, jdbc:sqlserver://db:1433;databaseName=shop",
    "jdbc:sqlserver://db:1433;user=sa;password=p, jdbc:sqlserver://db:1433",
    "jdbc:cubrid:db:33000:demodb:::, jdbc:cubrid:db:33000:demodb",
    "jdbc:db2://db:50000/shop:user=u;password=p;, jdbc:db2://db:50000/shop",
    "jdbc:cubrid:db:33000:demodb:dba:secret:, jdbc:cubrid:db:33000:demodb",
  })
  void keepsNoSecret(String url, String target) {
    assertEquals(target, JdbcTarget.clean(url));
  }
}
