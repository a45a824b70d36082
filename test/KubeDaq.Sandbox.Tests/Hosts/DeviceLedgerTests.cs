using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Processes.Devices;

namespace KubeDaq.Sandbox.Tests.Hosts;

public sealed class DeviceLedgerTests : IDeviceOffers
{
    private const string Card = "dune.daq/flxcard-apa001";
    private static readonly Dictionary<string, long> One = new() { [Card] = 1 };
    private static readonly DevicePod First = new("np04", "first", "1");
    private static readonly DevicePod Second = new("np04", "second", "2");

    private readonly DeviceLedger _ledger;
    private string? _refusal;

    public DeviceLedgerTests() => _ledger = new(new() { Name = "daq2", Address = "127.0.102.2", PodNetwork = "127.11.0.0" }, "/nowhere", this);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_is_given_to_one_pod_until_its_processes_are_gone_and_comes_with_what_its_plugin_gave()
    {
        Assert.Null(await _ledger.TakeAsync(First, One, Stop));
        Assert.Null(await _ledger.TakeAsync(First, One, Stop));
        Assert.Equal(
            $"Pod was rejected: Allocate failed due to requested number of devices unavailable for {Card}. Requested: 1, Available: 0, which is unexpected",
            await _ledger.TakeAsync(Second, One, Stop));
        Assert.Equal("apa001", Assert.Single(_ledger.Handed("1", [Card])).Variables["KUBEDAQ_CARD_NAME"]);
        _ledger.Release("1");
        Assert.Null(await _ledger.TakeAsync(Second, One, Stop));
    }

    [Fact]
    public async Task What_a_plugin_refuses_stays_free_and_its_words_are_told()
    {
        _refusal = "rpc error: code = FailedPrecondition desc = card apa001 is in maintenance";
        Assert.Equal($"Pod was rejected: Allocate failed due to {_refusal}, which is unexpected", await _ledger.TakeAsync(First, One, Stop));
        Assert.Empty(_ledger.Taken);
        _refusal = null;
        Assert.Null(await _ledger.TakeAsync(Second, One, Stop));
    }

    [Fact]
    public async Task A_resource_that_no_plugin_offers_is_none_of_its_business() =>
        Assert.Null(await _ledger.TakeAsync(First, new Dictionary<string, long> { ["cpu"] = 4000, ["example.com/lamp"] = 1 }, Stop));

    bool IDeviceOffers.Has(string resource) => resource == Card;

    IReadOnlyList<string> IDeviceOffers.Healthy(string resource) => ["apa001"];

    Task<HandedDevice> IDeviceOffers.AllocateAsync(string resource, string device, CancellationToken stop) => _refusal is null
        ? Task.FromResult(new HandedDevice([], new Dictionary<string, string> { ["KUBEDAQ_CARD_NAME"] = device }))
        : throw new DeviceRefusedException(_refusal);
}
