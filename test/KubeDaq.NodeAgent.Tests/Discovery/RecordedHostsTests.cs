using System.Text.Json;
using System.Text.Json.Serialization;

namespace KubeDaq.NodeAgent.Tests.Discovery;

/// <summary>Recorded hosts, and exactly what is found on them. KUBEDAQ_REWRITE=1 writes what is expected anew.</summary>
public sealed class RecordedHostsTests
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Dictionary<string, IReadOnlyList<string>> Addresses = new()
    {
        ["ens1f0np0"] = ["10.73.138.21/23", "2001:db8::21/64"],
        ["ens2f0"] = ["10.73.138.22/23"],
        ["cni0"] = ["10.0.1.1/24"],
    };

    [Theory]
    [InlineData("one-endpoint")]
    [InlineData("two-endpoint")]
    [InlineData("two-cards")]
    [InlineData("vfio-nic")]
    [InlineData("wrong-probe-order")]
    [InlineData("missing-driver")]
    [InlineData("numbers-unclear")]
    [InlineData("character-device")]
    public void A_recorded_host_is_described_exactly(string name)
    {
        using var tree = RecordedTree.Load(name);
        var look = new Look(tree, File.ReadAllText(TestFiles.Path("recorded.yaml")), addresses: Addresses);
        var found = new { Cards = look.Cards(), Host = look.State.Facts.Current };

        var text = JsonSerializer.Serialize(found, Form) + "\n";
        var expected = TestFiles.Path($"{name}.expected.json");
        if (Environment.GetEnvironmentVariable("KUBEDAQ_REWRITE") == "1")
            File.WriteAllText(expected, text);
        Assert.Equal(File.ReadAllText(expected), text);
    }
}
