using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.Discovery;

/// <summary>A host whose hardware and drivers come and go while the agent runs.</summary>
public sealed class ChangingHostTests : IDisposable
{
    private const string First = "sys/devices/pci0000:3a/0000:3a:00.0/0000:3b:00.0/0000:3c:08.0/0000:3d:00.0";
    private const string Second = "sys/devices/pci0000:3a/0000:3a:00.0/0000:3b:00.0/0000:3c:09.0/0000:3e:00.0";

    private readonly RecordedTree _tree = RecordedTree.Load("two-endpoint");
    private readonly Look _look;

    public ChangingHostTests() => _look = new Look(_tree);

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_driver_that_is_unloaded_and_loaded_again_takes_the_card_away_and_back()
    {
        Assert.True(Card().IsOfferable);

        Unload();
        Assert.Equal(("Unhealthy", "DriverMissing"), Health());

        Load();
        Assert.Equal(("Healthy", "Found"), Health());
        Assert.Equal(["/dev/flx0", "/dev/flx1"], Card().Devices);
    }

    [Fact]
    public void A_card_that_is_pulled_out_stays_known_and_comes_back_under_its_name()
    {
        var name = Card().Name;
        _tree.Remove("sys/bus/pci/devices/0000:3d:00.0");
        _tree.Remove("sys/bus/pci/devices/0000:3e:00.0");
        Assert.Equal(("Unhealthy", "Gone"), Health());
        Assert.Equal("nothing is at PCI address 0000:3d:00.0 any more since 14:02 UTC", Card().Health.Message);
        Assert.Equal(name, Card().Name);

        PlugIn();
        Assert.Equal(("Healthy", "Found"), Health());
    }

    [Fact]
    public void An_endpoint_that_falls_off_the_bus_makes_the_card_unhealthy()
    {
        _look.Cards();
        _tree.Remove("sys/bus/pci/devices/0000:3e:00.0");
        _tree.Write("proc/flx", "FLX driver 4.5.0 for RM4 F/W only\nNumber of devices detected    = 1\n");
        Assert.Equal(("Unhealthy", "EndpointMissing"), Health());
    }

    [Fact]
    public void A_card_that_reads_all_ones_has_lost_its_link()
    {
        File.WriteAllBytes(Path.Combine(_tree.Root, First, "config"), [0xff, 0xff, 0xff, 0xff, 0xff]);
        Assert.Equal(("Unhealthy", "NotAnswering"), Health());
    }

    [Fact]
    public void How_fast_a_link_is_is_looked_at_with_the_facts_of_the_host_only()
    {
        Assert.Equal("8.0 GT/s x8", Card().Facts.Link);
        _tree.Write(First + "/current_link_width", "4\n");
        _look.Part.Look(withFacts: false);
        Assert.Equal("8.0 GT/s x8", _look.State.Cards.Current!.Values.Single().Facts.Link);
        Assert.Equal("8.0 GT/s x4 (could be 8.0 GT/s x8)", Card().Facts.Link);
    }

    [Fact]
    public void A_missing_device_file_is_told_by_name()
    {
        _tree.Remove("dev/cmem_rcc");
        Assert.Equal(("Unhealthy", "DeviceFileMissing"), Health());
        Assert.Contains("/dev/cmem_rcc", Card().Health.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_endpoint_has_the_first_number_even_at_the_higher_address()
    {
        // The driver swaps the endpoints of a card that the firmware shows the other way round.
        _tree.Write(First + "/device", "0x0428\n");
        _tree.Write(Second + "/device", "0x0427\n");
        Assert.Equal("0000:3e:00.0", Card().PciAddress);
        Assert.Equal(["0000:3e:00.0=/dev/flx0", "0000:3d:00.0=/dev/flx1"], Card().Endpoints.Select(e => $"{e.PciAddress}={e.Devices[0]}"));
    }

    [Fact]
    public void An_unchanged_host_is_told_once()
    {
        _look.Cards();
        var cards = _look.State.Cards.Current;
        var facts = _look.State.Facts.Current;
        _look.Cards();
        Assert.Same(cards, _look.State.Cards.Current);
        Assert.Same(facts, _look.State.Facts.Current);
    }

    [Fact]
    public void The_driver_is_not_asked_at_every_look()
    {
        // Old releases leak a mapping of the card's registers each time.
        _look.Cards();
        _tree.Write("proc/flx", "FLX driver 9.9.9\nNumber of devices detected = 2\n");
        Assert.Equal("4.5.0", Card().Facts.DriverVersion);
        _look.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("9.9.9", Card().Facts.DriverVersion);
    }

    private HostCard Card() => Assert.Single(_look.Cards());

    private (string, string) Health() => (Card().Health.Health.ToString(), Card().Health.Reason);

    private void Unload()
    {
        foreach (var path in new[] { First + "/driver", Second + "/driver", "proc/flx", "dev/flx0", "dev/flx1" })
            _tree.Remove(path);
    }

    private void Load()
    {
        _tree.Link(First + "/driver", "../../../../../../bus/pci/drivers/flx");
        _tree.Link(Second + "/driver", "../../../../../../bus/pci/drivers/flx");
        _tree.Write("proc/flx", "FLX driver 4.5.0 for RM4 F/W only\nNumber of devices detected    = 2\n");
        _tree.Write("dev/flx0", "");
        _tree.Write("dev/flx1", "");
    }

    private void PlugIn()
    {
        _tree.Link("sys/bus/pci/devices/0000:3d:00.0", "../../../devices/pci0000:3a/0000:3a:00.0/0000:3b:00.0/0000:3c:08.0/0000:3d:00.0");
        _tree.Link("sys/bus/pci/devices/0000:3e:00.0", "../../../devices/pci0000:3a/0000:3a:00.0/0000:3b:00.0/0000:3c:09.0/0000:3e:00.0");
    }
}
