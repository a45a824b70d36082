using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Schema;
using KubeDaq.Api.Validation;
using KubeDaq.Api.Yaml;
using Names = KubeDaq.Api.Validation.Names;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>Reads the hosts of a sandbox from YAML, and says everything that is wrong with it at once.</summary>
internal sealed partial class HostsFile
{
    private const int MostHosts = 200;
    private const string NameAdvice = "write lower case letters, digits and dashes, with a letter or digit first and last";

    private readonly FieldErrors _errors = new();

    private HostsFile()
    {
    }

    /// <summary>Reads a file, or the small test stand that is built in.</summary>
    /// <exception cref="InvalidHostsFileException">It is missing or wrong.</exception>
    public static IReadOnlyList<SimulatedHost> Load(string? file)
    {
        if (file is null)
        {
            using var stand = new StreamReader(typeof(HostsFile).Assembly.GetManifestResourceStream("hosts.yaml")!);
            return Read(stand.ReadToEnd(), "hosts.yaml");
        }
        try
        {
            return Read(File.ReadAllText(file), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidHostsFileException([$"{file}: cannot be read ({exception.Message}); give the path of a file of hosts"]);
        }
    }

    /// <summary>Reads a text; the name is for messages.</summary>
    /// <exception cref="InvalidHostsFileException">It is wrong.</exception>
    public static IReadOnlyList<SimulatedHost> Read(string text, string name)
    {
        try
        {
            var documents = YamlText.Read(text, YamlLimits.Manifest);
            if (documents.Count != 1)
                throw new InvalidHostsFileException([$"{name}: has {documents.Count} documents; write one, with a list `hosts:`"]);
            var reader = new HostsFile();
            var hosts = reader.ReadHosts(documents[0].Root);
            return reader._errors.All.Count == 0 ? hosts
                : throw new InvalidHostsFileException([.. reader._errors.All.Select(error => $"{name}:{documents[0].LineOf(error.Field)}: {error}")]);
        }
        catch (YamlTextException exception)
        {
            throw new InvalidHostsFileException([$"{name}:{exception.Line}: {exception.Problem}; {exception.Advice}"]);
        }
    }

    private List<SimulatedHost> ReadHosts(JsonNode root)
    {
        var hosts = new HostFields(root, "", _errors, "hosts").List("hosts").Select((entry, place) => ReadHost(entry.Item, entry.Path, place)).ToList();
        if (hosts.Count is 0 or > MostHosts)
            _errors.Add("hosts", $"has {hosts.Count} entries", $"write 1 to {MostHosts} hosts, each with a name");
        Unique(hosts.Select((host, place) => (host.Name, $"hosts[{place}].name")), "is the name of an earlier host");
        Unique(hosts.SelectMany((host, place) => host.Cards.Select((card, at) => (card.Name, $"hosts[{place}].cards[{at}].name"))), "is the name of an earlier card");
        Unique(hosts.SelectMany(Addresses), "is an earlier address");
        return hosts;
    }

    private static IEnumerable<(string, string)> Addresses(SimulatedHost host, int place) => host.Networks
        .Select((network, at) => (network.Address, $"hosts[{place}].networks[{at}].address"))
        .Prepend((host.Address, $"hosts[{place}].address"));

    private SimulatedHost ReadHost(JsonNode? node, string path, int place)
    {
        var fields = new HostFields(node, path, _errors, "name", "address", "podNetwork", "cpu", "memory", "pods", "labels", "networks", "cvmfs", "cards");
        var host = new SimulatedHost
        {
            Name = fields.Checked("name", fields.Text("name", ""), Names.IsSubdomain, "is not a host's name", NameAdvice),
            Address = Loopback(fields, "address", $"127.0.101.{place + 1}"),
            PodNetwork = Loopback(fields, "podNetwork", $"127.{place + 11}.0.0"),
            Cpu = Amount(fields, "cpu", "16"),
            Memory = Amount(fields, "memory", "64Gi"),
            Pods = Count(fields, "pods", "110"),
            Labels = fields.Labels("labels"),
            Networks = [.. fields.List("networks").Select(entry => ReadNetwork(entry.Item, entry.Path))],
            Cvmfs = fields.Texts("cvmfs", Names.IsSubdomain, "is not a repository", "write its name, such as dunedaq.opensciencegrid.org"),
            Cards = [.. fields.List("cards").Select((entry, at) => ReadCard(entry.Item, entry.Path, at))],
        };
        Unique(host.Cards.SelectMany((card, at) => card.Devices.Select((device, which) => (device, $"{path}.cards[{at}].devices[{which}]"))), "belongs to an earlier card of this host");
        Unique(host.Cards.Select((card, at) => (card.PciAddress, $"{path}.cards[{at}].pciAddress")), "belongs to an earlier card of this host");
        return host;
    }

    private HostNetwork ReadNetwork(JsonNode? node, string path)
    {
        var fields = new HostFields(node, path, _errors, "name", "interface", "address");
        return new()
        {
            Name = fields.Checked("name", fields.Text("name", ""), Names.IsLabel, "is not a network's name", NameAdvice),
            Interface = fields.Text("interface", "ens1f0"),
            Address = Loopback(fields, "address", ""),
        };
    }

    private SimulatedCard ReadCard(JsonNode? node, string path, int place)
    {
        var fields = new HostFields(node, path, _errors, "name", "kind", "pciAddress", "devices", "units", "labels");
        var kind = fields.Checked("kind", fields.Text("kind", "Felix"), text => Enum.GetNames<CardKind>().Contains(text), "is not a kind of card", "write Felix or Nic");
        var card = new SimulatedCard
        {
            Name = fields.Checked("name", fields.Text("name", ""), text => Names.IsLabel(text) && text.Length <= 50, "is not a card's name", NameAdvice + ", 50 characters at most"),
            Kind = Enum.TryParse<CardKind>(kind, out var parsed) ? parsed : default,
            PciAddress = fields.Checked("pciAddress", fields.Text("pciAddress", $"0000:{0x3b + place:x2}:00.0"), Pci().IsMatch, "is not a PCI address", "write domain:bus:device.function in quotes, such as \"0000:3b:00.0\""),
            Devices = fields.Texts("devices", Device().IsMatch, "is not a device file", "write a path below /dev, such as /dev/flx0"),
            Units = fields.Texts("units", text => Names.IsLabel(text) && text.Length <= 12, "is not a unit's name", NameAdvice + ", 12 characters at most"),
            Labels = fields.Labels("labels"),
        };
        if (card.Devices.Count == 0)
            _errors.Add(fields.Path("devices"), "is empty", "write one device file for each endpoint, such as [/dev/flx0]");
        if (card.Units.Count > 0 && card.Units.Count != card.Devices.Count && card.Devices.Count != 1)
            _errors.Add(fields.Path("units"), $"has {card.Units.Count} entries for {card.Devices.Count} device files", "write as many units as device files, or one device file that they share");
        return card;
    }

    private static string Loopback(HostFields fields, string field, string otherwise) => fields.Checked(
        field, fields.Text(field, otherwise),
        text => IPAddress.TryParse(text, out var address) && address.GetAddressBytes() is [127, ..] && text.Count(letter => letter == '.') == 3,
        "is not an address of 127.0.0.0/8", "write one that no other host has, such as 127.0.102.2: all of them work on this machine");

    private static string Amount(HostFields fields, string field, string otherwise) => fields.Checked(
        field, fields.Text(field, otherwise), text => Quantity.TryParse(text, out var amount) && amount.Nanos.Sign > 0, "is not an amount", "write a number, such as 16 or 64Gi");

    private static long Count(HostFields fields, string field, string otherwise)
    {
        var text = fields.Text(field, otherwise);
        var good = long.TryParse(text, out var count) && count > 0;
        fields.Checked(field, text, _ => good, "is not a number of pods", "write a whole number, such as 110");
        return count;
    }

    private void Unique(IEnumerable<(string Value, string Path)> values, string problem)
    {
        var seen = new HashSet<string>();
        foreach (var (value, path) in values.Where(one => one.Value.Length > 0 && !seen.Add(one.Value)))
            _errors.Add(path, $"\"{value}\" {problem}", "write another one");
    }

    [GeneratedRegex(Patterns.PciAddress)]
    private static partial Regex Pci();

    [GeneratedRegex(Patterns.DeviceFile)]
    private static partial Regex Device();
}
