namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>Numbers the versions of all kinds.</summary>
internal sealed class FakeClock
{
    private long _last = 100;

    public long Next() => ++_last;
}
