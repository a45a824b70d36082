namespace KubeDaq.Sandbox.Processes.Volumes;

/// <summary>A file of a volume: its path in the volume, its content, and who may read it.</summary>
internal sealed record VolumeFile(string Path, byte[] Content, UnixFileMode Mode);

/// <summary>A volume cannot be made now; the kubelet tries again.</summary>
internal sealed class VolumeException(string message) : Exception(message);
