// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/databand.h"

#include "models/core/errortext.h"
#include "ui/common/bands.h"
#include "ui/common/diagnosiscard.h"
#include "ui/common/notice.h"
#include "ui/common/signindialog.h"

#include <QApplication>
#include <QClipboard>
#include <QShowEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

struct DataBand::Private
{
    stack::Stack *stack;
    const core::Store *store;
    DiagnosisCard *card;
    FailBand *fail;
    OldBand *old;
    QTimer tick; ///< ages and countdown, while something is said
    stack::Diagnosis diagnosis;

    bool concernsUs() const;
    void readDiagnosis();
    void refresh();
};

DataBand::DataBand(stack::Stack *stack, const core::Store *store, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setObjectName(u"dataBand"_s);
    d->stack = stack;
    d->store = store;
    d->card = new DiagnosisCard(this);
    d->fail = new FailBand(this);
    d->old = new OldBand(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget *band :
         { static_cast<QWidget *>(d->card), static_cast<QWidget *>(d->fail), static_cast<QWidget *>(d->old) }) {
        band->hide();
        layout->addWidget(band);
    }

    connect(store, &core::Store::freshnessChanged, this, [this] { d->readDiagnosis(); });
    connect(stack, &stack::Stack::layersChanged, this, [this] { d->readDiagnosis(); });
    connect(&d->tick, &QTimer::timeout, this, [this] { d->refresh(); });
    connect(d->card, &DiagnosisCard::tryAgainRequested, stack, &stack::Stack::refresh);
    connect(d->fail, &FailBand::tryAgainRequested, stack, &stack::Stack::refresh);
    connect(d->card, &DiagnosisCard::signInRequested, this,
            [this] { SignInDialog::open(d->stack, layerOf(*d->store), this); });
    connect(d->card, &DiagnosisCard::checkRequested, this,
            [this] { SignInDialog::openChecking(d->stack, layerOf(d->diagnosis), this); });
    connect(d->fail, &FailBand::signInRequested, this,
            [this] { SignInDialog::open(d->stack, layerOf(*d->store), this); });
    connect(d->card, &DiagnosisCard::copyRequested, this, [this] {
        QApplication::clipboard()->setText(diagnosisText(d->diagnosis, d->stack->name(), d->stack->clock().now()));
    });
    d->tick.setInterval(1s);
    d->readDiagnosis();
}

DataBand::~DataBand() = default;

/// Where Mesos or Aurora is ill, nothing on any page is as it looks. Airflow and AWS are the matter of their pages.
bool DataBand::Private::concernsUs() const
{
    const bool isBelowAll = diagnosis.layer == "Mesos"_L1 || diagnosis.layer == "Aurora"_L1;
    return diagnosis.ill && (isBelowAll || diagnosis.layer == store->system());
}

void DataBand::Private::readDiagnosis()
{
    diagnosis = stack->diagnosis();
    if (diagnosis.ill)
        card->setDiagnosis(diagnosis);
    const core::Freshness &freshness = store->freshness();
    if (freshness.error) {
        const core::ErrorText words = core::errorText(*freshness.error, store->system());
        fail->setError(words.what, words.next, core::errorDetails(*freshness.error));
    }
    refresh();
}

void DataBand::Private::refresh()
{
    const core::Freshness &freshness = store->freshness();
    const core::TimePoint now = stack->clock().now();
    const bool failing = freshness.error.has_value() && freshness.phase == core::Freshness::Phase::Stale;

    card->setSignInOffered(wantsCredentials(freshness));
    fail->setSignInOffered(wantsCredentials(freshness));
    const bool isIll = concernsUs();
    card->setVisible(isIll);
    // Without a picture the placeholder says why; with the card, the verdict does.
    fail->setVisible(failing && !isIll);
    old->setVisible(freshness.isOld());

    const QString again = tryAgainText(freshness, now);
    const bool idle = core::isKnown(freshness.nextTry);
    card->setTryAgain(again, idle);
    fail->setTryAgain(again, idle);
    old->setText(oldDataSentence(freshness, store->system(), now), oldDataConsequence(freshness, store->system()));
    if (isIll || failing || freshness.isOld())
        tick.start();
    else
        tick.stop();
}

void DataBand::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->refresh();
}

void DataBand::hideEvent(QHideEvent *event)
{
    d->tick.stop();
    QWidget::hideEvent(event);
}

} // namespace ui
