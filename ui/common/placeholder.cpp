// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/errortext.h"
#include "ui/common/databand.h"
#include "ui/common/noticeview.h"
#include "ui/common/signindialog.h"

#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

struct Placeholder::Private
{
    stack::Stack *stack;
    const core::Store *store;
    NoticeView *view;
    QTimer tick; ///< seconds and bytes while asking, the countdown while failing
    QString emptySentence;
    bool empty = false;
    bool filtered = false;
    bool needed = false;

    bool refresh(); ///< whether `needed` changed
};

Placeholder::Placeholder(stack::Stack *stack, const core::Store *store, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setObjectName(u"placeholder"_s);
    d->stack = stack;
    d->store = store;
    d->view = new NoticeView(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->view);

    const auto refresh = [this] {
        if (d->refresh())
            emit neededChanged();
    };
    connect(store, &core::Store::freshnessChanged, this, refresh);
    connect(&d->tick, &QTimer::timeout, this, refresh);
    connect(d->view, &NoticeView::tryAgainRequested, stack, &stack::Stack::refresh);
    connect(d->view, &NoticeView::signInRequested, this,
            [this] { SignInDialog::open(d->stack, layerOf(*d->store), this); });
    connect(d->view, &NoticeView::clearFilterRequested, this, &Placeholder::clearFilterRequested);
    // A fifth of a second: when nothing has come by then, it is said that something is asked.
    d->tick.setInterval(200ms);
    d->refresh();
}

Placeholder::~Placeholder() = default;

void Placeholder::setEmpty(const QString &sentence, bool filtered)
{
    d->empty = !sentence.isEmpty();
    d->emptySentence = sentence;
    d->filtered = filtered;
    if (d->refresh())
        emit neededChanged();
}

bool Placeholder::isNeeded() const
{
    return d->needed;
}

bool Placeholder::Private::refresh()
{
    const core::Freshness &freshness = store->freshness();
    const core::TimePoint now = stack->clock().now();
    const bool without = !freshness.hasPicture();
    view->setSignInOffered(without && wantsCredentials(freshness));
    if (without) {
        const QString details = freshness.error ? core::errorDetails(*freshness.error) : QString();
        view->setNotice(noticeFor(freshness, store->system(), now), details, tryAgainText(freshness, now), false);
    } else {
        view->setNotice(empty ? Notice{ Notice::Kind::Empty, emptySentence, {}, false } : Notice{}, {}, {},
                        empty && filtered);
    }
    if (without)
        tick.start();
    else
        tick.stop();
    const bool before = std::exchange(needed, without || empty);
    return before != needed;
}

} // namespace ui
