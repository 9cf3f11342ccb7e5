// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/codec/message.h"

#include "models/aurora/codec/fromwire.h"

#include <limits>
#include <thrift/TApplicationException.h>
#include <thrift/TConfiguration.h>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/protocol/TJSONProtocol.h>
#include <thrift/transport/TBufferTransports.h>

using namespace Qt::StringLiterals;

namespace aurora::wire {

namespace {

using apache::thrift::TApplicationException;
using apache::thrift::TConfiguration;
using apache::thrift::protocol::TProtocol;
using apache::thrift::transport::TMemoryBuffer;
using BinaryProtocol = apache::thrift::protocol::TBinaryProtocolT<TMemoryBuffer>;
using apache::thrift::protocol::TJSONProtocol;

core::Error undecodable(const QString &why)
{
    core::Error error;
    error.kind = core::Error::Kind::WrongShape;
    error.path = u"the Thrift message"_s;
    error.detail = why;
    return error;
}

core::Error refusedByThrift(const TApplicationException &exception)
{
    core::Error error;
    error.kind = core::Error::Kind::Rejected;
    error.detail = QString::fromUtf8(exception.what());
    return error;
}

std::shared_ptr<TProtocol> reader(const std::shared_ptr<TMemoryBuffer> &bytes, int size, Encoding encoding)
{
    if (encoding == Encoding::Tjson)
        return std::make_shared<TJSONProtocol>(bytes);
    // Every element of a list or set takes 4 bytes at least.
    return std::make_shared<BinaryProtocol>(bytes, size, size / 4 + 1, true, true);
}

core::Result<Response> read(TProtocol &in)
{
    using namespace apache::thrift::protocol;
    std::string name;
    TMessageType type{};
    int32_t sequence = 0;
    in.readMessageBegin(name, type, sequence);
    if (type == T_EXCEPTION) {
        TApplicationException exception;
        exception.read(&in);
        return core::failure(refusedByThrift(exception));
    }
    if (type != T_REPLY)
        return core::failure(undecodable(u"it is no reply."_s));

    std::optional<Response> response;
    TType fieldType{};
    int16_t id = 0;
    in.readStructBegin(name);
    for (in.readFieldBegin(name, fieldType, id); fieldType != T_STOP; in.readFieldBegin(name, fieldType, id)) {
        if (id == 0 && fieldType == T_STRUCT)
            response.emplace().read(&in);
        else
            in.skip(fieldType);
        in.readFieldEnd();
    }
    in.readStructEnd();
    in.readMessageEnd();
    if (!response || !response->__isset.responseCode)
        return core::failure(undecodable(u"it holds no response."_s));
    return std::move(*response);
}

} // namespace

QByteArray encodeCall(const QByteArray &method, const apache::thrift::TBase &arguments, Encoding encoding, int sequence)
{
    const auto bytes = std::make_shared<TMemoryBuffer>();
    std::shared_ptr<TProtocol> out;
    if (encoding == Encoding::Binary)
        out = std::make_shared<BinaryProtocol>(bytes);
    else
        out = std::make_shared<TJSONProtocol>(bytes);
    out->writeMessageBegin(method.toStdString(), apache::thrift::protocol::T_CALL, sequence);
    arguments.write(out.get());
    out->writeMessageEnd();
    uint8_t *data = nullptr;
    uint32_t size = 0;
    bytes->getBuffer(&data, &size);
    return { reinterpret_cast<const char *>(data), static_cast<qsizetype>(size) };
}

std::optional<Encoding> encodingOf(std::string_view body)
{
    if (body.starts_with('\x80'))
        return Encoding::Binary;
    if (body.starts_with('['))
        return Encoding::Tjson;
    return std::nullopt;
}

core::Result<Response> decodeReply(std::string_view body, Encoding encoding)
{
    if (body.size() > static_cast<size_t>(std::numeric_limits<int>::max()))
        return core::failure(undecodable(u"it is larger than 2 GiB."_s));
    const int size = static_cast<int>(body.size());
    try {
        const auto limits = std::make_shared<TConfiguration>(std::max(size, 1));
        // Only read: the buffer's constructor takes no const.
        auto *data = reinterpret_cast<uint8_t *>(const_cast<char *>(body.data()));
        const auto bytes
            = std::make_shared<TMemoryBuffer>(data, static_cast<uint32_t>(size), TMemoryBuffer::OBSERVE, limits);
        return read(*reader(bytes, size, encoding));
    } catch (const std::exception &fault) {
        return core::failure(undecodable(QString::fromUtf8(fault.what())));
    }
}

} // namespace aurora::wire
