// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

/// The "which layer is ill" card of mock-up 13: verdict, evidence by layer, what to do, copied as text by one click.
/// Where the window is too low for all of it, the evidence folds away behind a button. GUI thread.
class DiagnosisCard final : public QWidget
{
    Q_OBJECT
public:
    explicit DiagnosisCard(QWidget *parent = nullptr);
    void setDiagnosis(const stack::Diagnosis &diagnosis);
    void setTryAgain(const QString &text, bool possible);
    void setSignInOffered(bool offered); ///< "Give user and password…"

signals:
    void tryAgainRequested();
    void signInRequested();
    void checkRequested(); ///< step by step
    void copyRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void readTheme();
    void fillEvidence();
    void showRows();
    void foldIfCramped();
    void fold(int windowHeight); ///< 0: unfolds
    QLabel *cell(const QString &text, int row, int column);

    stack::Diagnosis m_diagnosis;
    QWidget *m_head;
    QLabel *m_verdict;
    QLabel *m_consequence;
    QLabel *m_steps;
    QPushButton *m_signIn;
    QPushButton *m_check;
    QPushButton *m_tryAgain;
    QPushButton *m_copy;
    QPushButton *m_more; ///< "Evidence", while it is folded away
    int m_tooLow = 0; ///< height of the window in which it was folded; 0: it is not
    QWidget *m_evidence;
};

} // namespace ui
