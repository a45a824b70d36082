using KubeDaq.NodeAgent.Discovery.Drivers;

namespace KubeDaq.NodeAgent.Tests.Discovery;

public sealed class DriverReportsTests
{
    private const string Release4 = """
        FLX driver 4.5.0 for RM4 F/W only

        Debug                         = 0
        Number of devices detected    = 2

        Locked resources
        device | resource bit |     PID |  tag
        =======|==============|=========|=====
             0 |            3 |    4711 |    0
             1 |            1 |    4712 |    0

        Error: Device 1 does not have the required F/W. The regmap register contains 0x00000502
        """;

    [Fact]
    public void Release_4_tells_its_version_devices_locks_and_what_it_does_not_like()
    {
        var report = FlxReport.Parse(Release4);
        Assert.Equal(("4.5.0", 2), (report.Version, report.DeviceCount));
        Assert.Equal([new FlxLock(0, 3, 4711), new FlxLock(1, 1, 4712)], report.Locks);
        Assert.Equal("5.2", report.Devices[1].RegisterMap);
        Assert.DoesNotContain(0, report.Devices.Keys);
    }

    [Fact]
    public void Release_3_tells_the_build_of_each_cards_firmware()
    {
        var report = FlxReport.Parse("Number of cards detected    = 2\n\nCard 0: build revision: 12f4, date: 14-9-2018, time: 11h23\n\nCard 1: build revision: 1300, date:  2-11-2018, time: 9h5\n");
        Assert.Equal("12f4 of 14-9-2018", report.Devices[0].Firmware);
        Assert.Equal("1300 of 2-11-2018", report.Devices[1].Firmware);
    }

    [Fact]
    public void The_memory_driver_tells_how_much_it_reserves() =>
        Assert.Equal(new CmemReport("4.5.0", 8192), CmemReport.Parse("CMEM RCC driver (FELIX release 4.5.0)\n\ngfpbpa_size    = 8192\ngfpbpa_quantum = 4\n"));

    [Fact]
    public void A_text_of_another_kind_tells_nothing() => Assert.Equal((null, null, 0), (FlxReport.Parse("hello").Version, FlxReport.Parse("").DeviceCount, FlxReport.Parse("a | b |").Locks.Count));
}
