using System.Net;
using System.Net.Sockets;
using k8s.Models;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Samples.Fragments;

/// <summary>Finds another application of the partition by its name in the cluster's API, and connects to it over the data network.</summary>
public sealed class Receiver(ClusterConnection cluster, string application, string port)
{
    private readonly Selection _slices = new(
        GivenByKubeDaq.Namespace, $"kubernetes.io/service-name={GivenByKubeDaq.Partition}-{application}");

    /// <summary>Where it listens now; null while it does not.</summary>
    public async Task<IPEndPoint?> FindAsync(CancellationToken stop)
    {
        var slices = await cluster.Client(Kinds.EndpointSlice).ListAsync(_slices, stop);
        return slices.SelectMany(EndPoints).FirstOrDefault();
    }

    /// <summary>Connects from this host's data-network address, so that no byte takes the control network.</summary>
    public static async Task<NetworkStream> ConnectAsync(IPEndPoint to, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(GivenByKubeDaq.DataAddress, 0));
            await socket.ConnectAsync(to, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private IEnumerable<IPEndPoint> EndPoints(V1EndpointSlice slice)
    {
        var number = slice.Ports?.FirstOrDefault(p => p.Name == port)?.Port;
        return number is null
            ? []
            : (slice.Endpoints ?? [])
                .Where(e => e.Conditions?.Ready != false)
                .SelectMany(e => e.Addresses)
                .Select(address => new IPEndPoint(IPAddress.Parse(address), number.Value));
    }
}
