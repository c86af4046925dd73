/** How Tomcat's own cluster is set up on one of two nodes. */
export interface TribesOptions {
  readonly manager: "DeltaManager" | "BackupManager";
  /** 6: the answer waits for the other node (sync, acknowledged). 8: it does not (async, Tomcat's default). */
  readonly sendOptions: 6 | 8;
  readonly port: number;
  readonly otherPort: number;
  /** 1 or 2. */
  readonly node: number;
}

/** The Cluster element for server.xml, as Tomcat's manual has it, with two static members on loopback. */
export function tribesXml({ manager, sendOptions, port, otherPort, node }: TribesOptions): string {
  const interceptors = "org.apache.catalina.tribes.group.interceptors";
  const id = (each: number): string => `{${Array.from({ length: 16 }, () => each).join(",")}}`;
  const map = manager === "BackupManager" ? ` mapSendOptions="${sendOptions}"` : "";
  return `
<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster" channelSendOptions="${sendOptions}" channelStartOptions="3">
  <Manager className="org.apache.catalina.ha.session.${manager}" notifyListenersOnReplication="true"${map}/>
  <Channel className="org.apache.catalina.tribes.group.GroupChannel">
    <Receiver className="org.apache.catalina.tribes.transport.nio.NioReceiver" address="127.0.0.1" port="${port}" autoBind="0" maxThreads="6"/>
    <Sender className="org.apache.catalina.tribes.transport.ReplicationTransmitter">
      <Transport className="org.apache.catalina.tribes.transport.nio.PooledParallelSender"/>
    </Sender>
    <Interceptor className="${interceptors}.TcpPingInterceptor"/>
    <Interceptor className="${interceptors}.TcpFailureDetector"/>
    <Interceptor className="${interceptors}.MessageDispatchInterceptor"/>
    <Interceptor className="${interceptors}.StaticMembershipInterceptor">
      <LocalMember className="org.apache.catalina.tribes.membership.StaticMember" uniqueId="${id(node)}"/>
      <Member className="org.apache.catalina.tribes.membership.StaticMember" host="127.0.0.1" port="${otherPort}" uniqueId="${id(3 - node)}"/>
    </Interceptor>
  </Channel>
  <Valve className="org.apache.catalina.ha.tcp.ReplicationValve" filter=""/>
  <ClusterListener className="org.apache.catalina.ha.session.ClusterSessionListener"/>
</Cluster>
`;
}
