using KubeDaq.Sandbox.Hosts;

namespace KubeDaq.Sandbox.Tests.Hosts;

public sealed class HostsFileTests
{
    [Fact]
    public void The_stand_that_is_built_in_has_three_hosts_and_cards_in_two()
    {
        var hosts = HostsFile.Load(null);
        Assert.Equal(["daq2", "daq6", "daq7"], hosts.Select(host => host.Name));
        Assert.Equal(["127.0.102.2", "127.0.102.6", "127.0.102.7"], hosts.Select(host => host.Networks.Single().Address));
        Assert.Equal(
            ["dune.daq/flxcard-apa001", "dune.daq/flxcard-apa002", "dune.daq/flxcard-apa003-0", "dune.daq/flxcard-apa003-1"],
            hosts.SelectMany(host => host.Cards).SelectMany(card => card.Resources).Select(resource => resource.Name));
    }

    [Fact]
    public void A_name_is_enough()
    {
        var host = Assert.Single(HostsFile.Read("hosts: [{name: daq9}]", "h.yaml"));
        Assert.Equal(("127.0.101.1", "127.11.0.0", "16", 110), (host.Address, host.PodNetwork, host.Cpu, host.Pods));
    }

    [Fact]
    public void A_unit_comes_with_the_device_at_its_place()
    {
        var card = HostsFile.Read("hosts: [{name: a, cards: [{name: c, devices: [/dev/flx0, /dev/flx1], units: [a, b]}]}]", "h.yaml").Single().Cards.Single();
        Assert.Equal([("dune.daq/flxcard-c-a", "/dev/flx0"), ("dune.daq/flxcard-c-b", "/dev/flx1")], card.Resources.Select(resource => (resource.Name, resource.Devices.Single())));
    }

    [Theory]
    [InlineData("hosts: []", "h.yaml:1: hosts: has 0 entries")]
    [InlineData("hosts:\n- name: A_b", "h.yaml:2: hosts[0].name: \"A_b\" is not a host's name")]
    [InlineData("hosts:\n- name: a\n  colour: red", "h.yaml:3: hosts[0].colour: is not a field here; the fields are name,")]
    [InlineData("hosts:\n- name: a\n- name: a", "h.yaml:3: hosts[1].name: \"a\" is the name of an earlier host")]
    [InlineData("hosts:\n- name: a\n  address: 10.0.0.1", "h.yaml:3: hosts[0].address: \"10.0.0.1\" is not an address of 127.0.0.0/8")]
    [InlineData("hosts:\n- name: a\n  memory: lots", "h.yaml:3: hosts[0].memory: \"lots\" is not an amount")]
    [InlineData("hosts:\n- name: a\n  cards: [{name: c}]", "h.yaml:3: hosts[0].cards[0].devices: is empty")]
    [InlineData("hosts:\n- name: a\n  cards: [{name: c, devices: [/tmp/x]}]", "h.yaml:3: hosts[0].cards[0].devices[0]: \"/tmp/x\" is not a device file")]
    [InlineData("hosts:\n- name: a\n  cards: [{name: c, kind: Gpu, devices: [/dev/flx0]}]", "h.yaml:3: hosts[0].cards[0].kind: \"Gpu\" is not a kind of card; write Felix or Nic")]
    [InlineData("hosts:\n- name: a\n  cards: [{name: c, devices: [/dev/flx0]}, {name: d, devices: [/dev/flx0]}]", "h.yaml:3: hosts[0].cards[1].devices[0]: \"/dev/flx0\" belongs to an earlier card of this host")]
    [InlineData("hosts: 3", "h.yaml:1: hosts: is not a list")]
    [InlineData("[", "h.yaml:")]
    public void What_is_wrong_is_told_with_line_field_and_advice(string text, string problem)
    {
        var exception = Assert.Throws<InvalidHostsFileException>(() => HostsFile.Read(text, "h.yaml"));
        Assert.Contains(exception.Problems, one => one.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var exception = Assert.Throws<InvalidHostsFileException>(() => HostsFile.Read("hosts:\n- {name: A, cpu: x}\n- {name: b, pods: -1}", "h.yaml"));
        Assert.Equal(3, exception.Problems.Count);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        Assert.Contains("/no/such.yaml: cannot be read", Assert.Throws<InvalidHostsFileException>(() => HostsFile.Load("/no/such.yaml")).Message, StringComparison.Ordinal);
}
