using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The socket by which the kubelet's plugin watcher learns of the driver.</summary>
/// <param name="Endpoint">Where the driver is served.</param>
/// <param name="Registered">What the watcher said last: null before it came, "" when it took the driver, else why not.</param>
internal sealed record DraRegistrationRole(string Endpoint, Latest<string?> Registered) : SocketRole;

/// <summary>The socket by which the kubelet has claims prepared and listens to health.</summary>
/// <param name="Waiting">Prepares them.</param>
/// <param name="Claims">Takes them back.</param>
/// <param name="Health">Tells it.</param>
internal sealed record DraRole(ClaimWaiting Waiting, ClaimPreparation Claims, CardHealthWatch Health) : SocketRole;
