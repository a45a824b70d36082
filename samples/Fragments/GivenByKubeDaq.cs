using System.Net;

namespace KubeDaq.Samples.Fragments;

/// <summary>What KubeDaq tells a pod by environment variables.</summary>
public static class GivenByKubeDaq
{
    /// <summary>The partition's name.</summary>
    public static string Partition => Required("KUBEDAQ_PARTITION");

    /// <summary>The partition's namespace.</summary>
    public static string Namespace => Required("KUBEDAQ_NAMESPACE");

    /// <summary>This application's name.</summary>
    public static string Application => Environment.GetEnvironmentVariable("KUBEDAQ_APPLICATION") ?? "application";

    /// <summary>This host's address on the data network; any address where the host was not known before the start.</summary>
    public static IPAddress DataAddress =>
        IPAddress.TryParse(Environment.GetEnvironmentVariable("KUBEDAQ_DATA_ADDRESS"), out var address) ? address : IPAddress.Any;

    /// <summary>The host port allotted under a name.</summary>
    public static int Port(string name) => int.Parse(Required($"KUBEDAQ_PORT_{name.ToUpperInvariant()}"));

    /// <summary>The device file of the card that this pod holds.</summary>
    public static string CardDevice => Required("KUBEDAQ_CARD_DEVICE");

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{variable} is not set: this program runs as an application of a partition");
}
