// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/statecache.h"

#include <zlib.h>

#include <QFile>
#include <QSaveFile>

#include <cstring>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

constexpr char magic[8] = { 'C', 'M', 'P', 'S', 'T', 'A', 'T', 'E' };
constexpr uint32_t version = 1; // to be counted up with each change of the field lists below

struct Header
{
    char magic[8];
    uint32_t version;
    uint32_t checksum; ///< crc32 of all that follows
    int64_t fetchedAt;
    uint64_t size; ///< of all that follows
};
static_assert(sizeof(Header) == 32);

// The order of the fields in the file. One list serves writing and reading.

void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, Resources>
{
    io(r.cpus, r.mem, r.disk, r.gpus);
}

void fields(auto &io, auto &s) requires std::is_same_v<std::remove_cvref_t<decltype(s)>, ResourceSum>
{
    io(s.cpus, s.mem, s.disk, s.gpus);
}

void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, Range>
{
    io(r.first, r.count);
}

void fields(auto &io, auto &a) requires std::is_same_v<std::remove_cvref_t<decltype(a)>, Attribute>
{
    io(a.name, a.value);
}

void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, Reservation>
{
    io(r.role, r.resources);
}

void fields(auto &io, auto &a) requires std::is_same_v<std::remove_cvref_t<decltype(a)>, Agent>
{
    io(a.id, a.hostname, a.address, a.version, a.ports, a.usedPorts, a.zone, a.region, a.total, a.used, a.offered,
       a.revocable, a.attributes, a.reservations, a.registered, a.reregistered, a.unavailableFrom, a.unavailableFor,
       a.drainStarted, a.phase, a.liveTasks);
}

void fields(auto &io, auto &f) requires std::is_same_v<std::remove_cvref_t<decltype(f)>, Framework>
{
    io(f.id, f.name, f.user, f.principal, f.host, f.address, f.webUi, f.roles, f.capabilities, f.used, f.offered,
       f.registered, f.reregistered, f.unregistered, f.failoverTimeout, f.phase, f.checkpoint, f.liveTasks);
}

void fields(auto &io, auto &t) requires std::is_same_v<std::remove_cvref_t<decltype(t)>, Task>
{
    io(t.id, t.name, t.executor, t.framework, t.agent, t.role, t.message, t.reason, t.stateWord, t.resources, t.ports,
       t.started, t.changed, t.state, t.health, t.list);
}

void fields(auto &io, auto &e) requires std::is_same_v<std::remove_cvref_t<decltype(e)>, Executor>
{
    io(e.id, e.name, e.framework, e.agent, e.source, e.resources);
}

void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, Role>
{
    io(r.name, r.weight, r.guarantee, r.limit, r.allocated, r.offered, r.reserved, r.frameworks);
}

void fields(auto &io, auto &w) requires std::is_same_v<std::remove_cvref_t<decltype(w)>, MaintenanceWindow>
{
    io(w.hostname, w.address, w.from, w.length, w.down);
}

void fields(auto &io, auto &c) requires std::is_same_v<std::remove_cvref_t<decltype(c)>, Cluster>
{
    io(c.name, c.leader, c.leaderAddress, c.version, c.masterId, c.started, c.elected, c.activatedAgents,
       c.deactivatedAgents, c.unreachableAgents, c.recoveredAgents);
}

void fields(auto &io, auto &s) requires std::is_same_v<std::remove_cvref_t<decltype(s)>, State>
{
    io(s.cluster, s.agents, s.frameworks, s.tasks, s.executors, s.roles, s.maintenance, s.attributes, s.reservations,
       s.frameworkRoles, s.frameworkCapabilities);
}

/// The last valid value of each enumeration.
constexpr TaskState last(TaskState)
{
    return TaskState::Unknown;
}
constexpr Health last(Health)
{
    return Health::Unhealthy;
}
constexpr TaskList last(TaskList)
{
    return TaskList::Completed;
}
constexpr AgentPhase last(AgentPhase)
{
    return AgentPhase::Recovering;
}
constexpr FrameworkPhase last(FrameworkPhase)
{
    return FrameworkPhase::Completed;
}

class Writer
{
public:
    explicit Writer(const core::StringPool &pool)
        : m_pool(pool)
        , m_local(pool.count(), 0)
        , m_texts{ {} }
    {
    }

    void operator()(const auto &...values) { (put(values), ...); }

    QByteArray bytes() const
    {
        QByteArray result;
        append(result, static_cast<uint32_t>(m_texts.size()));
        for (const std::string_view text : m_texts) {
            append(result, static_cast<uint32_t>(text.size()));
            result.append(text.data(), static_cast<qsizetype>(text.size()));
        }
        return result + m_rows;
    }

private:
    static void append(QByteArray &to, const auto &value)
    {
        to.append(reinterpret_cast<const char *>(&value), sizeof value);
    }

    template <typename T>
    void put(const T &value)
    {
        if constexpr (std::is_same_v<T, bool>)
            append(m_rows, static_cast<uint8_t>(value));
        else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
            append(m_rows, value);
        else
            fields(*this, value);
    }
    void put(TextId id)
    {
        // Only the texts in use: the pool remembers those of all earlier pictures.
        uint32_t &local = m_local[id.value];
        if (local == 0 && !id.isEmpty()) {
            local = static_cast<uint32_t>(m_texts.size());
            m_texts.push_back(m_pool.view(id));
        }
        append(m_rows, local);
    }
    void put(TimePoint t) { append(m_rows, int64_t{ t.time_since_epoch().count() }); }
    void put(core::Duration d) { append(m_rows, int64_t{ d.count() }); }
    template <typename T>
    void put(const std::optional<T> &value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <typename T>
    void put(const std::vector<T> &rows)
    {
        append(m_rows, static_cast<uint32_t>(rows.size()));
        for (const T &row : rows)
            put(row);
    }

    const core::StringPool &m_pool;
    std::vector<uint32_t> m_local; ///< by the pool's id; 0: not yet used
    std::vector<std::string_view> m_texts;
    QByteArray m_rows;
};

/// Never reads past the end; once something is wrong, everything reads as zero and isGood() says so.
class Reader
{
public:
    Reader(const char *data, size_t size)
        : m_at(data)
        , m_left(size)
    {
    }

    std::shared_ptr<core::StringPool> readTexts()
    {
        auto pool = std::make_shared<core::StringPool>();
        const auto count = number<uint32_t>();
        for (uint32_t i = 0; i < count && m_good; ++i) {
            const auto size = number<uint32_t>();
            if (!has(size))
                break;
            m_texts.push_back(pool->intern({ m_at, size }));
            skip(size);
        }
        return pool;
    }

    void operator()(auto &...values) { (take(values), ...); }
    bool isGood() const { return m_good; }
    bool isAtEnd() const { return m_left == 0; }

private:
    bool has(size_t size)
    {
        m_good = m_good && m_left >= size;
        return m_good;
    }
    void skip(size_t size)
    {
        m_at += size;
        m_left -= size;
    }
    template <typename T>
    T number()
    {
        T value{};
        if (has(sizeof value)) {
            std::memcpy(&value, m_at, sizeof value);
            skip(sizeof value);
        }
        return value;
    }

    template <typename T>
    void take(T &value)
    {
        if constexpr (std::is_same_v<T, bool>) {
            value = number<uint8_t>() != 0;
        } else if constexpr (std::is_enum_v<T>) {
            value = number<T>();
            m_good = m_good && value <= last(value);
        } else if constexpr (std::is_arithmetic_v<T>) {
            value = number<T>();
        } else {
            fields(*this, value);
        }
    }
    void take(TextId &id)
    {
        const auto local = number<uint32_t>();
        m_good = m_good && local < m_texts.size();
        id = m_good ? m_texts[local] : TextId{};
    }
    void take(TimePoint &t) { t = TimePoint(core::Duration(number<int64_t>())); }
    void take(core::Duration &d) { d = core::Duration(number<int64_t>()); }
    template <typename T>
    void take(std::optional<T> &value)
    {
        bool there = false;
        take(there);
        if (there)
            take(value.emplace());
    }
    template <typename T>
    void take(std::vector<T> &rows)
    {
        const auto count = number<uint32_t>();
        if (!has(count)) // each row has at least one byte: no huge memory for a damaged count
            return;
        rows.resize(count);
        for (size_t i = 0; i < rows.size() && m_good; ++i)
            take(rows[i]);
    }

    const char *m_at;
    size_t m_left;
    std::vector<TextId> m_texts;
    bool m_good = true;
};

bool rangesFit(const State &state)
{
    const auto fits
        = [](Range range, const auto &rows) { return uint64_t{ range.first } + range.count <= rows.size(); };
    return std::ranges::all_of(state.agents,
                               [&](const Agent &a) {
                                   return fits(a.attributes, state.attributes)
                                       && fits(a.reservations, state.reservations);
                               })
        && std::ranges::all_of(state.frameworks, [&](const Framework &f) {
               return fits(f.roles, state.frameworkRoles) && fits(f.capabilities, state.frameworkCapabilities);
           });
}

uint32_t checksumOf(const char *data, size_t size)
{
    return static_cast<uint32_t>(crc32_z(0, reinterpret_cast<const Bytef *>(data), size));
}

core::Error storageError(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Storage;
    error.detail = sentence;
    return error;
}

} // namespace

QByteArray encodeState(const State &state, TimePoint fetchedAt)
{
    Writer writer(*state.pool);
    writer(state);
    const QByteArray rows = writer.bytes();
    Header header{};
    std::memcpy(header.magic, magic, sizeof magic);
    header.version = version;
    header.checksum = checksumOf(rows.constData(), static_cast<size_t>(rows.size()));
    header.fetchedAt = fetchedAt.time_since_epoch().count();
    header.size = static_cast<uint64_t>(rows.size());
    return QByteArray(reinterpret_cast<const char *>(&header), sizeof header) + rows;
}

core::Result<CachedState> decodeState(const QByteArray &bytes)
{
    Header header{};
    if (bytes.size() < static_cast<qsizetype>(sizeof header))
        return core::failure(storageError(u"The stored picture is cut."_s));
    std::memcpy(&header, bytes.constData(), sizeof header);
    if (std::memcmp(header.magic, magic, sizeof magic) != 0 || header.version != version)
        return core::failure(storageError(u"The stored picture is of another version."_s));
    const char *rows = bytes.constData() + sizeof header;
    const size_t size = static_cast<size_t>(bytes.size()) - sizeof header;
    if (header.size != size || checksumOf(rows, size) != header.checksum)
        return core::failure(storageError(u"The stored picture is damaged."_s));

    Reader reader(rows, size);
    auto state = std::make_shared<State>();
    state->pool = reader.readTexts();
    reader(*state);
    if (!reader.isGood() || !reader.isAtEnd() || !rangesFit(*state))
        return core::failure(storageError(u"The stored picture is not understood."_s));
    return CachedState{ std::move(state), TimePoint(core::Duration(header.fetchedAt)) };
}

core::Result<void> writeStateCache(const QString &file, const State &state, TimePoint fetchedAt)
{
    QSaveFile device(file);
    if (!device.open(QIODevice::WriteOnly))
        return core::failure(storageError(device.errorString()));
    device.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    device.write(encodeState(state, fetchedAt));
    if (!device.commit())
        return core::failure(storageError(device.errorString()));
    return {};
}

core::Result<CachedState> readStateCache(const QString &file)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly))
        return core::failure(storageError(device.errorString()));
    return decodeState(device.readAll());
}

} // namespace mesos
