using CsCheck;
using KubeDaq.Api.Yaml;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.Configuration;

public sealed class ConfigurationReadingTests
{
    [Fact]
    public void An_empty_file_leaves_the_built_in_rules()
    {
        var (configuration, errors) = ConfigurationReading.Read("");
        Assert.Empty(errors);
        Assert.Equal(["felix", "vfio-nic"], configuration!.Pci.Select(r => r.Name));
        Assert.Equal(TimeSpan.FromSeconds(4), configuration.Interval);
    }

    [Fact]
    public void Fields_that_are_written_count()
    {
        var (configuration, errors) = ConfigurationReading.Read("""
            mode: NodeStatus
            intervalSeconds: 10
            cvmfs: {repositories: [dunedaq.opensciencegrid.org], deadlineSeconds: 3}
            """);
        Assert.Empty(errors);
        Assert.Equal(OfferMode.NodeStatus, configuration!.Mode);
        Assert.Equal(TimeSpan.FromSeconds(10), configuration.Interval);
        Assert.Equal(TimeSpan.FromSeconds(3), configuration.Cvmfs.Deadline);
        Assert.Equal("/cvmfs", configuration.Cvmfs.Folder);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_line_and_field()
    {
        var errors = ConfigurationReading.Read("""
            intervalSeconds: 0
            pci:
            - {name: a, kind: Felix, ids: ["10dc:427"], driver: flx, deviceFile: /etc/flx}
            cards:
            - {name: APA, pciAddress: 3b:00.0}
            - name: apa002
            - {name: apa003, serial: x, units: [{name: d0, endpoints: [0]}, {name: d1, endpoints: [0]}]}
            networks:
            - {name: daq, cidr: 10.73.138.0}
            cvmfs: {repositories: [UPPER], folder: cvmfs}
            """).Errors;
        Assert.Equal(
            ["intervalSeconds", "pci[0].ids[0]", "pci[0].deviceFile", "cards[0].name", "cards[0].pciAddress", "cards[1]", "cards[2].units", "networks[0].cidr", "cvmfs.repositories[0]", "cvmfs.folder"],
            errors.Select(e => e.Field));
        Assert.Equal([1, 3, 3, 5, 5, 6, 7, 9, 10, 10], errors.Select(e => e.Line));
    }

    [Fact]
    public void Unknown_fields_are_told_with_what_was_meant()
    {
        var error = Assert.Single(ConfigurationReading.Read("cvmsf: {repositories: []}").Errors);
        Assert.Equal("cvmsf", error.Field);
        Assert.Contains("cvmfs", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_has_every_field_and_is_right()
    {
        var text = File.ReadAllText(TestFiles.InRepository("examples/agent/agent.yaml"));
        Assert.Empty(ConfigurationReading.Read(text).Errors);
        var fields = AgentConfigurationJson.Default.AgentConfiguration.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).Select(p => p.Name);
        Assert.All(fields, field => Assert.Contains($"\n{field}:", "\n" + text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_rules_of_the_example_are_those_that_are_built_in()
    {
        var example = ConfigurationReading.Read(File.ReadAllText(TestFiles.InRepository("examples/agent/agent.yaml"))).Configuration!.Pci;
        Assert.Equal(PciRule.BuiltIn.Select(Text), example.Select(Text));
    }

    [Fact]
    public void The_configuration_of_the_daemonset_is_right()
    {
        var map = YamlText.Read(File.ReadAllText(TestFiles.InRepository("deploy/agent.yaml"))).Single(d => (string?)d["kind"] == "ConfigMap");
        var text = (string)map["data"]!["agent.yaml"]!;
        Assert.Empty(ConfigurationReading.Read(text).Errors);
        // What stands there to be uncommented is right too.
        Assert.Empty(ConfigurationReading.Read(text.Replace("# ", "", StringComparison.Ordinal)).Errors);
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_reasons() =>
        Gen.String[0, 300].Sample(text =>
        {
            var (configuration, errors) = ConfigurationReading.Read(text);
            Assert.True(configuration is not null || errors.Count > 0);
        }, iter: 1000);

    private static string Text(PciRule rule) =>
        $"{rule with { Ids = [], SecondIds = [], SharedFiles = [] }} {string.Join(',', rule.Ids.Concat(rule.SecondIds).Concat(rule.SharedFiles))}";
}
