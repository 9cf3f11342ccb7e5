// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/api.h"

#include <QJsonObject>

#include <algorithm>

namespace sim::aurora {

using namespace Qt::StringLiterals;
using thrift::Message;
using thrift::MessageType;
using thrift::ReadError;
using thrift::Type;
using thrift::Value;

namespace {

constexpr char json[] = "application/vnd.apache.thrift.json";
constexpr char binary[] = "application/vnd.apache.thrift.binary";
constexpr int unknownMethod = 1;
constexpr int protocolError = 7;

enum class Encoding { Json, Binary, Unsupported, Unparsable };

Encoding encodingOf(const QByteArray &contentType)
{
    QByteArray type = contentType.toLower();
    type.replace(" ", "");
    if (type.isEmpty() || type == "application/x-thrift" || type == "application/json" || type == json
        || type == QByteArray(json) + ";charset=utf-8")
        return Encoding::Json;
    if (type == binary)
        return Encoding::Binary;
    return type.contains('/') ? Encoding::Unsupported : Encoding::Unparsable;
}

QJsonValue toJson(const Value &value)
{
    switch (value.type()) {
    case Type::Bool:
        return value.isTrue();
    case Type::Double:
        return value.number();
    case Type::String:
        return QString::fromStdString(value.text());
    case Type::Struct: {
        QJsonObject object;
        for (const thrift::Field &field : value.fields())
            object.insert(QString::number(field.id), toJson(field.value));
        return object;
    }
    case Type::Set:
    case Type::List: {
        QJsonArray array;
        for (const Value &element : value.elements())
            array.append(toJson(element));
        return array;
    }
    case Type::Map: {
        QJsonObject object;
        for (const auto &[key, mapped] : value.entries())
            object.insert(key.type() == Type::String ? QString::fromStdString(key.text())
                                                     : QString::number(key.integer()),
                          toJson(mapped));
        return object;
    }
    case Type::Stop:
        return QJsonValue::Null;
    default:
        return static_cast<qint64>(value.integer());
    }
}

} // namespace

HttpResponse jettyError(int status, const QString &path, const QByteArray &reason)
{
    const QByteArray code = QByteArray::number(status);
    QByteArray page = "<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html;charset=ISO-8859-1\"/>\n"
                      "<title>Error "
        + code + " </title>\n</head>\n<body>\n<h2>HTTP ERROR: " + code + "</h2>\n<p>Problem accessing "
        + path.toHtmlEscaped().toUtf8() + ". Reason:\n<pre>    " + QString::fromUtf8(reason).toHtmlEscaped().toUtf8()
        + "</pre></p>\n<hr /><a href=\"http://eclipse.org/jetty\">Powered by Jetty:// 9.3.11.v20160721</a><hr/>\n"
          "</body>\n</html>\n";
    HttpResponse response{ status, "text/html;charset=iso-8859-1", std::move(page) };
    response.headers = { { "Cache-Control", "must-revalidate,no-cache,no-store" } };
    return response;
}

Api::Api(Scheduler *scheduler, const Access *access, RequestLog *log)
    : m_scheduler(scheduler)
    , m_access(access)
    , m_log(log)
{
}

HttpResponse Api::answer(const HttpRequest &request)
{
    if (request.method == "OPTIONS") {
        HttpResponse options{ 200, {}, {} };
        options.headers = { { "Allow", "GET, HEAD, POST, TRACE, OPTIONS" } };
        return options;
    }
    if (request.method != "POST" && request.method != "GET")
        return jettyError(405, request.path, "HTTP method " + request.method + " is not supported by this URL");
    if (!m_access->isOpen() && m_access->carriesCredentials(request) && !m_access->userOf(request))
        return Access::unauthorized({});
    const Encoding encoding = encodingOf(request.header("content-type"));
    if (encoding == Encoding::Unparsable)
        return jettyError(500, request.path,
                          "java.lang.IllegalArgumentException: Could not parse '" + request.header("content-type")
                              + "'");
    if (encoding == Encoding::Unsupported)
        return { 415, {}, "Unsupported Content-Type: " + request.header("content-type") };
    // Only a single, exact type asks for the binary form.
    const bool binaryReply = request.header("accept").trimmed() == binary;
    Message message;
    const std::string_view body(request.body.constData(), static_cast<size_t>(request.body.size()));
    const ReadError error
        = encoding == Encoding::Binary ? thrift::readBinary(body, &message) : thrift::readJson(body, &message);
    const QByteArray servlet = "javax.servlet.ServletException: ";
    switch (error.kind) {
    case ReadError::Kind::None:
        return call(request, std::move(message), binaryReply);
    case ReadError::Kind::Transport:
        return jettyError(500, request.path, servlet + "org.apache.thrift.transport.TTransportException");
    case ReadError::Kind::Protocol:
        return jettyError(
            500, request.path,
            servlet + "org.apache.thrift.protocol.TProtocolException: " + QByteArray::fromStdString(error.text));
    case ReadError::Kind::Arguments:
        message.type = MessageType::Exception;
        message.body = thrift::applicationException(error.text, protocolError);
        break;
    }
    return { 200, binaryReply ? binary : json, binaryReply ? writeBinary(message) : writeJson(message) };
}

HttpResponse Api::call(const HttpRequest &request, Message message, bool binaryReply)
{
    const auto reply = [&] {
        HttpResponse response{ 200, binaryReply ? binary : json,
                               binaryReply ? writeBinary(message) : writeJson(message) };
        response.headers = { { "Vary", "Accept-Encoding, User-Agent" } };
        return response;
    };
    const Method *method = findMethod(message.method);
    if (!method) {
        message.type = MessageType::Exception;
        message.body = thrift::applicationException("Invalid method name: '" + message.method + '\'', unknownMethod);
        return reply();
    }
    const User *user = m_access->userOf(request);
    if (!m_access->isOpen() && !user && method->service != Service::ReadOnly) {
        log(*method, message, user, 401, {});
        return Access::unauthorized(binaryReply ? binary : json);
    }
    const Response response = run(*method, message, user);
    if (response.crashed) {
        log(*method, message, user, 500, *response.details.front());
        return jettyError(500, request.path,
                          "javax.servlet.ServletException: " + QByteArray::fromStdString(*response.details.front()));
    }
    ++m_answered[static_cast<size_t>(response.code)];
    std::string told = std::to_string(static_cast<int>(response.code));
    for (const auto &detail : response.details)
        told += ' ' + detail.value_or(std::string());
    log(*method, message, user, 200, told);
    message.type = MessageType::Reply;
    message.body = thrift::single(0, response.toThrift());
    return reply();
}

Response Api::run(const Method &method, const Message &message, const User *user)
{
    if (user) {
        if (method.service == Service::Manager && method.job(message.body).isAbsent())
            return Response::invalid("Missing or invalid job key from request.");
        if (auto refused = m_access->refusal(*user, method, message.body)) {
            Response response;
            response.code = wire::ResponseCode::AuthFailed;
            response.details = { *std::move(refused) };
            return response;
        }
    }
    const std::string name = user ? user->name.toStdString() : "UNSECURE";
    return method.run({ *m_scheduler, message.body, name });
}

void Api::log(const Method &method, const Message &message, const User *user, int status, const std::string &answer)
{
    if (method.service == Service::ReadOnly || QLatin1StringView(method.name) == "maintenanceStatus"_L1
        || QLatin1StringView(method.name) == "listBackups"_L1)
        return;
    LoggedCall call;
    call.at = toTimePoint(m_scheduler->now());
    call.server = u"aurora"_s;
    call.method = QString::fromLatin1(method.name);
    if (method.job && !method.job(message.body).isAbsent())
        call.object = QString::fromStdString(JobKey::read(method.job(message.body)).path());
    if (user)
        call.user = QString::fromUtf8(user->name);
    call.arguments = toJson(message.body);
    call.status = status;
    call.answer = QString::fromStdString(answer);
    m_log->add(std::move(call));
}

} // namespace sim::aurora
