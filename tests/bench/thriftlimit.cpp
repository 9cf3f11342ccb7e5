// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/thriftlimit.h"

#include <QtEndian>

#include <stdexcept>

namespace bench {

namespace {

using Row = ThriftLimit::Row;

class Walker
{
public:
    explicit Walker(const char *at)
        : m_at(at)
    {
    }

    template <typename T>
    T take()
    {
        const T value = qFromBigEndian<T>(m_at);
        m_at += sizeof(T);
        return value;
    }
    std::string_view text()
    {
        const auto size = static_cast<size_t>(take<int32_t>());
        const std::string_view result(m_at, size);
        m_at += size;
        return result;
    }
    template <typename OnField>
    void record(OnField &&onField)
    {
        while (const auto type = take<uint8_t>()) {
            const auto id = take<int16_t>();
            if (!onField(id))
                skip(type);
        }
    }
    void skip(uint8_t type)
    {
        switch (type) {
        case 2:
        case 3:
            m_at += 1;
            return;
        case 6:
            m_at += 2;
            return;
        case 8:
            m_at += 4;
            return;
        case 4:
        case 10:
            m_at += 8;
            return;
        case 11:
            text();
            return;
        case 12:
            record([](int16_t) { return false; });
            return;
        case 13: {
            const auto key = take<uint8_t>();
            const auto value = take<uint8_t>();
            for (int32_t left = take<int32_t>(); left > 0; --left) {
                skip(key);
                skip(value);
            }
            return;
        }
        case 14:
        case 15: {
            const auto element = take<uint8_t>();
            for (int32_t left = take<int32_t>(); left > 0; --left)
                skip(element);
            return;
        }
        default:
            throw std::runtime_error("no type of Thrift's");
        }
    }

    void task(Row &row)
    {
        record([&](int16_t id) {
            switch (id) {
            case 1:
                assigned(row);
                return true;
            case 2:
                row.status = take<int32_t>();
                return true;
            case 3:
                row.failures = take<int32_t>();
                return true;
            case 4:
                events(row);
                return true;
            default:
                return false;
            }
        });
    }

private:
    void assigned(Row &row)
    {
        record([&](int16_t id) {
            switch (id) {
            case 1:
                row.id = text();
                return true;
            case 2:
                row.agent = text();
                return true;
            case 3:
                row.host = text();
                return true;
            case 4:
                record([&](int16_t field) {
                    if (field != 28)
                        return false;
                    key(row);
                    return true;
                });
                return true;
            case 6:
                row.instance = take<int32_t>();
                return true;
            default:
                return false;
            }
        });
    }
    void key(Row &row)
    {
        record([&](int16_t id) {
            (id == 1 ? row.role : id == 2 ? row.environment : row.name) = text();
            return true;
        });
    }
    void events(Row &row)
    {
        take<uint8_t>();
        for (int32_t left = take<int32_t>(); left > 0; --left) {
            record([&](int16_t id) {
                if (id == 1) {
                    row.last = take<int64_t>();
                    row.first = row.first == 0 ? row.last : row.first;
                } else if (id == 3) {
                    row.message = text();
                } else {
                    return false;
                }
                return true;
            });
        }
    }

    const char *m_at;
};

namespace od = simdjson::ondemand;

template <typename OnField>
void eachField(od::object object, OnField &&onField)
{
    for (od::field field : object) {
        const char *const key = field.key().raw();
        const int id = key[1] == '"' ? key[0] - '0' : (key[0] - '0') * 10 + key[1] - '0';
        od::object box = field.value().get_object();
        for (od::field typed : box)
            onField(id, typed.value());
    }
}

void jsonTask(od::object task, Row &row)
{
    eachField(task, [&](int id, od::value value) {
        if (id == 1) {
            eachField(value.get_object(), [&](int field, od::value part) {
                if (field == 1)
                    row.id = part.get_string();
                else if (field == 2)
                    row.agent = part.get_string();
                else if (field == 3)
                    row.host = part.get_string();
                else if (field == 4)
                    eachField(part.get_object(), [&](int config, od::value key) {
                        if (config != 28)
                            return;
                        eachField(key.get_object(), [&](int name, od::value text) {
                            (name == 1 ? row.role : name == 2 ? row.environment : row.name) = text.get_string();
                        });
                    });
                else if (field == 6)
                    row.instance = static_cast<int32_t>(int64_t(part.get_int64()));
            });
        } else if (id == 2) {
            row.status = static_cast<int32_t>(int64_t(value.get_int64()));
        } else if (id == 3) {
            row.failures = static_cast<int32_t>(int64_t(value.get_int64()));
        } else if (id == 4) {
            int place = 0;
            for (od::value event : value.get_array()) {
                if (place++ < 2)
                    continue;
                eachField(event.get_object(), [&](int field, od::value part) {
                    if (field == 1) {
                        row.last = part.get_int64();
                        row.first = row.first == 0 ? row.last : row.first;
                    } else if (field == 3) {
                        row.message = part.get_string();
                    }
                });
            }
        }
    });
}

} // namespace

void ThriftLimit::walkBinary(std::string_view reply)
{
    m_rows.clear();
    Walker walker(reply.data());
    walker.take<uint32_t>();
    walker.text();
    walker.take<int32_t>();
    const auto inside = [&](int16_t wanted, auto &&next) {
        return [&walker, wanted, next](int16_t id) {
            if (id == wanted)
                walker.record(next);
            return id == wanted;
        };
    };
    const auto list = [&](int16_t) {
        walker.take<uint8_t>();
        for (int32_t left = walker.take<int32_t>(); left > 0; --left)
            walker.task(m_rows.emplace_back());
        return true;
    };
    walker.record(inside(0, inside(3, inside(3, list))));
}

void ThriftLimit::walkTjson(const char *data, size_t size, size_t capacity)
{
    m_rows.clear();
    od::document document = m_parser.iterate(data, size, capacity);
    int place = 0;
    for (od::value part : document.get_array()) {
        if (place++ < 4)
            continue;
        eachField(part.get_object(), [&](int, od::value response) {
            eachField(response.get_object(), [&](int id, od::value result) {
                if (id != 3)
                    return;
                eachField(result.get_object(), [&](int, od::value tasks) {
                    eachField(tasks.get_object(), [&](int, od::value list) {
                        int element = 0;
                        for (od::value task : list.get_array()) {
                            if (element++ >= 2)
                                jsonTask(task.get_object(), m_rows.emplace_back());
                        }
                    });
                });
            });
        });
    }
}

uint64_t ThriftLimit::checksum() const
{
    uint64_t sum = 0;
    for (const Row &row : m_rows)
        sum += static_cast<uint64_t>(row.first + row.last + row.instance) + row.id.size() + row.message.size();
    return sum;
}

} // namespace bench
